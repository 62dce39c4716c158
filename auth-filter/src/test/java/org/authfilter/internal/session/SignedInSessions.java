package org.authfilter.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.authfilter.User;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Sessions of authenticated users, as values. */
final class SignedInSessions {

    static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    /** The key under which the tests store sessions. */
    static final SessionKey KEY =
            SessionKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8").orElseThrow();

    /** The providers of the application. */
    static final ProviderIdentities PROVIDERS = new ProviderIdentities(Map.of("backend", "identity-1"));

    private SignedInSessions() {}

    /** The next request of the browser that got {@code response}, with its session and its cookies. */
    static MockHttpServletRequest next(MockHttpServletRequest request, MockHttpServletResponse response) {
        MockHttpServletRequest next = new MockHttpServletRequest();
        next.setSession(request.getSession(false));
        next.setCookies(response.getCookies());
        return next;
    }

    /** Limits that no session reaches, except the idle timeout; {@code null}: the container's timeout applies. */
    static SessionLimits limits(@Nullable Duration idleTimeout) {
        return limits(idleTimeout, NOW);
    }

    /** The same at another time. */
    static SessionLimits limits(@Nullable Duration idleTimeout, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        LogoutRegistry none = new LogoutRegistry(new MemoryLogoutStore(clock), () -> Duration.ZERO, clock);
        return new SessionLimits(idleTimeout, null, none, clock);
    }

    /** A session with every member set. */
    static UserSession complete() {
        return new UserSession(
                "sign-in-1",
                "backend",
                new User(
                        "alice", "alice@example.org", List.of("user", "admin"), "sub-alice", "https://backend.example"),
                new TokenSet(
                        "access-1",
                        "refresh-1",
                        "id-1",
                        NOW.plusMillis(17),
                        NOW.plusSeconds(300),
                        NOW.plusSeconds(3600)),
                NOW,
                NOW.plusSeconds(60));
    }

    /** A session without any optional member. */
    static UserSession sparse() {
        return new UserSession(
                "sign-in-2",
                "backend",
                new User("bob", null, List.of(), null, null),
                new TokenSet("access-2", null, null, NOW, null, null),
                NOW,
                NOW);
    }

    /** A session whose access, refresh and ID token have this length each. */
    static UserSession withTokensOf(int length) {
        return complete()
                .withTokens(new TokenSet(
                        "a".repeat(length),
                        "r".repeat(length),
                        "i".repeat(length),
                        NOW,
                        NOW.plusSeconds(300),
                        NOW.plusSeconds(3600)));
    }

    static UserSession of(String id, String name) {
        return of(id, "backend", name, null);
    }

    static UserSession of(String id, String provider, String name, String subject) {
        return new UserSession(
                id,
                provider,
                new User(name, name + "@example.org", List.of("user"), subject, null),
                new TokenSet("access-of-" + id, "refresh-of-" + id, null, NOW, NOW.plusSeconds(300), null),
                NOW,
                NOW);
    }
}
