package org.authfilter.internal.refresh;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.authfilter.ErrorCode;
import org.authfilter.Waiter;
import org.authfilter.event.TokensRefreshed;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.session.UserSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Engine engine = new Engine();

    @AfterEach
    void stopThreads() {
        engine.provider.release();
        threads.shutdownNow();
    }

    @Test
    void R1_outside_the_margin_a_request_reads_the_session_once_and_writes_nothing() {
        engine.clock.advance(Engine.WITHIN_MARGIN.minusMillis(1));

        assertThat(engine.token()).isEqualTo("access-1");
        assertThat(engine.store.reads()).isEqualTo(1);
        assertThat(engine.store.writes()).isZero();
        assertThat(engine.provider.calls()).isZero();
    }

    @Test
    void R3_the_first_request_inside_the_margin_refreshes() {
        engine.clock.advance(Engine.WITHIN_MARGIN);

        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
        assertThat(engine.store.writes()).isEqualTo(1);
    }

    @Test
    void R3_all_other_requests_inside_the_margin_continue_with_the_current_token_at_once() throws Exception {
        engine.clock.advance(Engine.WITHIN_MARGIN);
        engine.provider.hold();
        Future<String> refreshing = start();

        Waiter<String> other = new Waiter<>(engine::token);
        assertThat(other.waits()).isFalse();
        assertThat(other.outcome()).isEqualTo("access-1");
        assertThat(engine.token()).isEqualTo("access-1");

        engine.provider.release();
        assertThat(refreshing.get(10, SECONDS)).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R4_all_requests_after_the_expiry_share_one_refresh() throws Exception {
        engine.clock.advance(Engine.LIFETIME);
        engine.provider.hold();
        CountDownLatch started = new CountDownLatch(50);
        List<Future<String>> requests = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            requests.add(threads.submit(() -> {
                started.countDown();
                return engine.token();
            }));
        }
        assertThat(started.await(10, SECONDS)).isTrue();
        engine.provider.release();

        for (Future<String> request : requests) {
            assertThat(request.get(10, SECONDS)).isEqualTo("access-2");
        }
        assertThat(engine.provider.calls()).isEqualTo(1);
        assertThat(engine.store.writes()).isEqualTo(1);
        assertThat(engine.events(TokensRefreshed.class)).hasSize(1);
    }

    @Test
    void R4_a_refresh_outlives_a_request_that_stops_waiting_and_the_next_request_stores_it() {
        Engine impatient = Engine.withSlowIssuer(0);
        impatient.clock.advance(Engine.LIFETIME);
        impatient.provider.hold();

        assertThat(impatient.request())
                .isInstanceOfSatisfying(
                        TokenUnavailable.class,
                        unavailable -> assertThat(unavailable.error()).isEqualTo(ErrorCode.TEMPORARILY_UNAVAILABLE));

        impatient.provider.release();
        assertThat(impatient.token()).isEqualTo("access-2");
        assertThat(impatient.provider.calls()).isEqualTo(1);
    }

    @Test
    void R4_a_request_without_a_permit_gets_503_at_once_and_the_refresh_continues() throws Exception {
        Engine withoutPermits = Engine.withSlowIssuer(0);
        withoutPermits.clock.advance(Engine.LIFETIME);
        withoutPermits.provider.hold();

        for (int request = 0; request < 2; request++) {
            Waiter<AuthenticationResult> refused = new Waiter<>(withoutPermits::request);
            assertThat(refused.waits()).isFalse();
            assertThat(refused.outcome()).isInstanceOf(TokenUnavailable.class);
        }

        withoutPermits.provider.release();
        assertThat(withoutPermits.token()).isEqualTo("access-2");
        assertThat(withoutPermits.provider.calls()).isEqualTo(1);
    }

    @Test
    void R3_a_request_with_a_valid_token_does_not_wait_for_a_slow_refresh_that_it_started() throws Exception {
        Engine impatient = Engine.withSlowIssuer(1);
        impatient.clock.advance(Engine.WITHIN_MARGIN);
        impatient.provider.hold();

        Waiter<String> start = new Waiter<>(impatient::token);
        assertThat(start.waits()).isFalse();
        assertThat(start.outcome()).isEqualTo("access-1");

        impatient.provider.release();
        assertThat(impatient.token()).isEqualTo("access-2");
        assertThat(impatient.provider.calls()).isEqualTo(1);
    }

    @Test
    void R4_a_request_whose_token_expires_while_it_waits_goes_on_waiting() throws Exception {
        engine.clock.advance(Engine.WITHIN_MARGIN);
        engine.provider.hold();
        Future<String> request = start();
        engine.provider.awaitFirstCall();
        engine.clock.advance(Engine.MARGIN);

        assertThatThrownBy(() -> request.get(1, SECONDS)).isInstanceOf(TimeoutException.class);
        engine.provider.release();

        assertThat(request.get(10, SECONDS)).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R5_a_request_whose_session_has_changed_since_it_was_read_sends_nothing() {
        engine.clock.advance(Engine.WITHIN_MARGIN);
        UserSession readBefore = engine.store.load();
        engine.request();
        engine.clock.advance(Engine.RETENTION.multipliedBy(3));

        AuthenticationResult late = engine.tokenRefresher.ensureFresh(engine.store, readBefore);

        assertThat(((Authenticated) late).session().tokens().accessToken()).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R6_a_late_request_with_the_old_token_set_gets_its_successor() {
        UserSession old = engine.store.load();
        engine.clock.advance(Engine.LIFETIME);
        engine.request();
        engine.store.replace(old);
        engine.clock.advance(Engine.RETENTION.minusMillis(1));

        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
        assertThat(engine.store.load().tokens().accessToken()).isEqualTo("access-2");
    }

    @Test
    void R6_a_late_request_follows_several_successors() {
        engine.provider.lifetime(Duration.ofSeconds(10));
        UserSession old = engine.store.load();
        engine.clock.advance(Engine.LIFETIME);
        engine.request();
        engine.clock.advance(Duration.ofSeconds(10));
        engine.request();
        engine.store.replace(old);

        assertThat(engine.token()).isEqualTo("access-3");
        assertThat(engine.provider.calls()).isEqualTo(2);
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void R7_the_new_token_set_is_stored_before_the_refreshing_request_continues() {
        engine.clock.advance(Engine.LIFETIME);

        Authenticated outcome = (Authenticated) engine.request();

        assertThat(outcome.session()).isEqualTo(engine.store.load());
    }

    @Test
    void a_forced_refresh_ignores_the_expiry() {
        AuthenticationResult refreshed = engine.tokenRefresher.refresh(engine.store, engine.store.load());

        assertThat(((Authenticated) refreshed).session().tokens().accessToken()).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void a_forced_refresh_joins_a_pending_refresh() throws Exception {
        engine.clock.advance(Engine.WITHIN_MARGIN);
        engine.provider.hold();
        Future<String> refreshing = start();
        Future<AuthenticationResult> demanded =
                threads.submit(() -> engine.tokenRefresher.refresh(engine.store, engine.store.load()));
        engine.provider.release();

        assertThat(refreshing.get(10, SECONDS)).isEqualTo("access-2");
        assertThat(demanded.get(10, SECONDS)).isInstanceOf(Authenticated.class);
        assertThat(engine.provider.reuses()).isZero();
    }

    private Future<String> start() throws InterruptedException {
        Future<String> start = threads.submit(engine::token);
        engine.provider.awaitFirstCall();
        return start;
    }
}
