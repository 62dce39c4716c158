package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.authfilter.User;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.issuer.WaitPermits;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.session.UserSession;
import org.authfilter.testkit.MutableClock;

/** One session with everything that refreshes it, on a clock that a test moves. */
final class Engine {

    static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    static final Duration LIFETIME = Duration.ofMinutes(5);
    static final Duration MARGIN = Duration.ofSeconds(60);
    static final Duration RETENTION = Duration.ofSeconds(30);
    static final Duration WITHIN_MARGIN = LIFETIME.minus(MARGIN);

    final MutableClock clock = new MutableClock(START);
    final NumberingProvider provider = new NumberingProvider(clock);
    final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    final TokenRefresher tokenRefresher;
    final MemoryStore store;

    Engine() {
        this(0);
    }

    /** One whose backoffs are shortened by {@code jitter}, a value from 0 to 1. */
    Engine(double jitter) {
        this(new Deadlines(Duration.ofSeconds(10)), 1, jitter);
    }

    /** One for whose requests the issuer is always slow. */
    static Engine withSlowIssuer(int permits) {
        return new Engine(new Deadlines(Duration.ZERO), permits, 0);
    }

    private Engine(Deadlines deadlines, int permits, double jitter) {
        tokenRefresher = new TokenRefresher(
                Map.of("backend", provider),
                MARGIN,
                RETENTION,
                deadlines,
                new WaitPermits(permits),
                clock,
                clock,
                events::add,
                () -> jitter,
                null);
        store = new MemoryStore(newSession("sign-in-1"));
    }

    UserSession newSession(String id) {
        return newSession(id, "alice");
    }

    UserSession newSession(String id, String name) {
        User user = new User(name, null, List.of(), "sub-" + name, null);
        return new UserSession(id, "backend", user, provider.signIn(), clock.instant(), clock.instant());
    }

    /** The result for a request of this session now. */
    AuthenticationResult request() {
        UserSession session = store.load();
        return session == null
                ? new AuthenticationResult.Unauthenticated()
                : tokenRefresher.ensureFresh(store, session);
    }

    /** The access token that a request of this session continues with. */
    String token() {
        return ((Authenticated) request()).session().tokens().accessToken();
    }

    <T> List<T> events(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
