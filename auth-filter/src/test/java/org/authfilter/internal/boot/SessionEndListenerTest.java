package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.internal.config.SessionEnd;
import org.authfilter.internal.config.TestConfiguration;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.Cluster;
import org.authfilter.internal.refresh.CurrentCaller;
import org.authfilter.internal.refresh.EndedSignIns;
import org.authfilter.internal.refresh.SessionTermination;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.ActiveSessions;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.MemoryLogoutStore;
import org.authfilter.internal.session.ProviderIdentities;
import org.authfilter.internal.session.SessionLimits;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.internal.web.SessionAuthenticator;
import org.authfilter.testkit.MemorySharedStore;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The end of an HTTP session, seen by the other nodes of a cluster. */
class SessionEndListenerTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final UserSession ALICE = new UserSession(
            "sign-in-1",
            "backend",
            new User("alice", null, List.of(), null, null),
            new TokenSet("access-1", "refresh-1", null, NOW, null, null),
            NOW,
            NOW);

    private final MutableClock clock = new MutableClock(NOW);
    private final SharedStoreClient store =
            new SharedStoreClient(new MemorySharedStore(clock), "app.", clock, Duration.ofSeconds(20));
    private final TokenRefresher refresher = new TokenRefresher(
            Map.of(),
            TestConfiguration.ofOneBackend().read().refresh(),
            clock,
            clock,
            event -> {},
            new Cluster(store, new EndedSignIns(store, clock)));
    private final SessionTermination termination = refresher.termination();
    private final LogoutRegistry logouts = new LogoutRegistry(new MemoryLogoutStore(clock), () -> Duration.ZERO, clock);
    private final Sessions sessions = new Sessions(
            SessionEnd.INVALIDATE,
            new SessionLimits(null, null, logouts, clock),
            new ProviderIdentities(Map.of("backend", "identity-1")),
            "server-1");
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final SessionEndListener listener = new SessionEndListener(sessions, termination);

    @BeforeEach
    void signIn() {
        sessions.begin(request, response, ALICE);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void R11_a_session_that_the_application_invalidates_ends_on_all_nodes() throws Exception {
        CurrentCaller.run(new Caller(sessions.of(request, response), refresher), this::destroySession);

        assertThat(termination.hasEndedOnAnyNode(ALICE)).isTrue();
    }

    @Test
    void R11_a_session_that_the_container_ends_may_go_on_at_another_node() {
        destroySession();

        assertThat(termination.hasEndedOnAnyNode(ALICE)).isFalse();
    }

    @Test
    void R11_a_copy_that_is_still_stored_is_no_session_any_more() throws Exception {
        CurrentCaller.run(new Caller(sessions.of(request, response), refresher), this::destroySession);
        SessionAuthenticator authenticator = new SessionAuthenticator(
                refresher, new ActiveSessions(store.blocking(), logouts, () -> Duration.ofDays(1), null, clock));
        HttpSessionStore late = sessions.of(request, response);
        assertThat(late.load()).isEqualTo(ALICE);

        assertThat(authenticator.authenticate(late, true)).isEqualTo(new SessionEnded(ErrorCode.SESSION_EXPIRED));

        assertThat(late.load()).isNull();
    }

    private void destroySession() {
        listener.sessionDestroyed(new HttpSessionEvent(request.getSession(false)));
    }
}
