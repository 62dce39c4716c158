package org.authfilter.internal.refresh;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.AuthenticationResult.Unauthenticated;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session refreshes on demand at most once a second. */
class RefreshOnDemandTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final TokenResult NOT_PROCESSED =
            new Unavailable("HTTP status 503", false, Cause.SERVER_ERROR, null);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Engine engine = new Engine();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void a_hundred_demands_in_one_instant_take_one_refresh_and_get_its_result() {
        for (int demands = 0; demands < 100; demands++) {
            assertThat(token(refresh())).isEqualTo("access-2");
        }
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void a_hundred_demands_at_the_same_time_take_one_refresh_and_get_its_result() throws Exception {
        List<Future<String>> demands = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            demands.add(threads.submit(() -> token(refresh())));
        }

        for (Future<String> demand : demands) {
            assertThat(demand.get(30, SECONDS)).isEqualTo("access-2");
        }
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void a_demand_a_second_after_the_last_refresh_is_sent() {
        refresh();
        engine.clock.advance(SECOND.minusMillis(1));
        assertThat(token(refresh())).isEqualTo("access-2");

        engine.clock.advance(Duration.ofMillis(1));
        assertThat(token(refresh())).isEqualTo("access-3");
        engine.clock.advance(SECOND.minusMillis(1));
        assertThat(token(refresh())).isEqualTo("access-3");
    }

    @Test
    void a_demand_after_one_that_failed_gets_its_failure_for_a_second() {
        Engine withShortBackoff = new Engine(1);
        withShortBackoff.provider.script(NOT_PROCESSED, NOT_PROCESSED);
        AuthenticationResult failed = refresh(withShortBackoff);
        withShortBackoff.clock.advance(SECOND.minusMillis(1));

        assertThat(refresh(withShortBackoff)).isEqualTo(failed).isInstanceOf(TokenUnavailable.class);
        assertThat(withShortBackoff.provider.calls()).isEqualTo(1);

        withShortBackoff.clock.advance(Duration.ofMillis(1));
        refresh(withShortBackoff);
        assertThat(withShortBackoff.provider.calls()).isEqualTo(2);
    }

    @Test
    void a_demand_is_sent_although_the_token_set_was_just_obtained_at_the_sign_in() {
        assertThat(token(refresh())).isEqualTo("access-2");
    }

    @Test
    void a_demand_within_the_second_refreshes_a_token_that_has_expired_since() {
        engine.provider.lifetime(Duration.ofMillis(500));
        refresh();
        engine.clock.advance(Duration.ofMillis(600));

        assertThat(token(refresh())).isEqualTo("access-3");
    }

    @Test
    void a_demand_of_another_session_is_sent() {
        MemoryStore other = new MemoryStore(engine.newSession("sign-in-2"));
        refresh();

        engine.tokenRefresher.refresh(other, other.load());

        assertThat(engine.provider.calls()).isEqualTo(2);
    }

    @Test
    void a_demand_of_a_captured_session_gets_the_result_of_the_request() {
        CapturedSessionStore captured = new CapturedSessionStore(engine.store, engine.store.load());
        engine.tokenRefresher.refresh(captured, captured.load());

        assertThat(token(refresh())).isEqualTo("access-2");
        assertThat(engine.store.load().tokens().accessToken()).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void a_session_that_ends_at_a_demand_stays_ended() {
        engine.provider.script(new TokenResult.Rejected("invalid_grant"));
        assertThat(refresh()).isInstanceOf(SessionEnded.class);

        assertThat(refresh()).isEqualTo(new Unauthenticated());
    }

    private AuthenticationResult refresh() {
        return refresh(engine);
    }

    private static AuthenticationResult refresh(Engine engine) {
        var session = engine.store.load();
        return session == null ? new Unauthenticated() : engine.tokenRefresher.refresh(engine.store, session);
    }

    private static String token(AuthenticationResult result) {
        return ((Authenticated) result).session().tokens().accessToken();
    }
}
