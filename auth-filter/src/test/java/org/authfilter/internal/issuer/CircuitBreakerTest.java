package org.authfilter.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.internal.issuer.CircuitBreaker.Call;
import org.authfilter.internal.issuer.CircuitBreaker.Decision;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.junit.jupiter.api.Test;

/** The states of the breaker and the events that change them, on a time that the test passes in. */
class CircuitBreakerTest {

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MAX_CALLS = 2;
    private static final Unavailable TIMED_OUT = new Unavailable("timeout", true, Cause.UNREACHABLE, null);
    private static final Unavailable SERVER_ERROR = new Unavailable("HTTP status 500", true, Cause.SERVER_ERROR, null);
    private static final Unavailable RESET = Unavailable.maybeProcessed("the connection broke");

    private final CircuitBreaker breaker = new CircuitBreaker(
            new Backoff(() -> 0),
            new ResponseTimes(PATIENCE, Duration.ofMillis(500), Duration.ofSeconds(5)),
            MAX_CALLS);
    private Instant now = START;

    @Test
    void R4_a_closed_breaker_sends_each_call_up_to_the_limit() {
        assertThat(breaker.isClosed(now)).isTrue();
        assertThat(decide()).isEqualTo(Decision.SEND);
        send("a");
        assertThat(decide()).isEqualTo(Decision.SEND);
        Call second = send("b");

        assertThat(decide()).isEqualTo(Decision.WAIT);
        breaker.succeeded(second, now);
        assertThat(decide()).isEqualTo(Decision.SEND);
    }

    @Test
    void R4_an_issuer_is_slow_as_soon_as_one_call_is_as_old_as_the_patience() {
        send("a");
        pass(PATIENCE.minusMillis(1));
        assertThat(breaker.isSlow(now)).isFalse();
        assertThat(breaker.isClosed(now)).isTrue();
        assertThat(breaker.untilSlow(now)).isEqualTo(Duration.ofMillis(1));

        pass(Duration.ofMillis(1));

        assertThat(breaker.isSlow(now)).isTrue();
        assertThat(breaker.isClosed(now)).isFalse();
        assertThat(decide()).isEqualTo(Decision.SEND);
    }

    @Test
    void R4_the_success_of_a_later_call_ends_the_slow_state() {
        send("a");
        pass(PATIENCE);

        breaker.succeeded(send("b"), now);

        assertThat(breaker.isSlow(now)).isFalse();
        assertThat(breaker.untilSlow(START, now)).isZero();
    }

    @Test
    void R4_the_success_of_an_earlier_call_leaves_a_call_slow() {
        Call earlier = send("a");
        send("b");
        breaker.succeeded(earlier, now);
        pass(PATIENCE);

        assertThat(breaker.isSlow(now)).isTrue();
    }

    @Test
    void R4_a_timeout_opens_the_breaker_for_a_step() {
        breaker.failed(send("a"), TIMED_OUT, now);

        assertThat(breaker.isClosed(now)).isFalse();
        assertThat(breaker.untilProbe(now)).isEqualTo(Duration.ofSeconds(1));
        pass(Duration.ofMillis(999));
        assertThat(decide()).isEqualTo(Decision.REFUSE);
        pass(Duration.ofMillis(1));
        assertThat(breaker.untilProbe(now)).isZero();
        assertThat(decide()).isEqualTo(Decision.SEND);
    }

    @Test
    void R4_a_timeout_of_a_sign_in_opens_the_breaker_and_its_success_closes_it() {
        breaker.failed(send(null), TIMED_OUT, now);
        pass(Duration.ofSeconds(1));
        assertThat(breaker.isClosed(now)).isFalse();

        breaker.succeeded(send(null), now);

        assertThat(breaker.isClosed(now)).isTrue();
    }

    @Test
    void R4_errors_of_one_session_do_not_open_the_breaker() {
        breaker.failed(send("a"), SERVER_ERROR, now);
        breaker.failed(send("a"), SERVER_ERROR, now);

        assertThat(breaker.isClosed(now)).isTrue();
    }

    @Test
    void R4_errors_of_two_sessions_open_the_breaker() {
        breaker.failed(send("a"), SERVER_ERROR, now);
        breaker.failed(send("b"), SERVER_ERROR, now);

        assertThat(decide()).isEqualTo(Decision.REFUSE);
    }

    @Test
    void R4_errors_of_two_sessions_with_a_success_between_do_not_open_the_breaker() {
        breaker.failed(send("a"), SERVER_ERROR, now);
        breaker.succeeded(send("c"), now);
        breaker.failed(send("b"), SERVER_ERROR, now);

        assertThat(breaker.isClosed(now)).isTrue();
    }

    @Test
    void R4_errors_of_sign_ins_do_not_open_the_breaker() {
        breaker.failed(send("a"), SERVER_ERROR, now);
        breaker.failed(send(null), SERVER_ERROR, now);
        breaker.failed(send(null), SERVER_ERROR, now);

        assertThat(breaker.isClosed(now)).isTrue();
    }

    @Test
    void R4_a_broken_connection_does_not_open_the_breaker() {
        breaker.failed(send("a"), RESET, now);
        breaker.failed(send("b"), RESET, now);

        assertThat(breaker.isClosed(now)).isTrue();
    }

    @Test
    void R4_other_calls_wait_for_the_probe() {
        Call probe = openedAndProbed();

        assertThat(decide()).isEqualTo(Decision.WAIT);
        assertThat(breaker.isSlow(now)).isFalse();
        breaker.succeeded(probe, now);

        assertThat(decide()).isEqualTo(Decision.SEND);
        assertThat(breaker.isClosed(now)).isTrue();
    }

    @Test
    void R4_the_calls_that_wait_for_a_probe_are_refused_when_it_fails() {
        Call probe = openedAndProbed();

        breaker.failed(probe, TIMED_OUT, now);

        assertThat(decide()).isEqualTo(Decision.REFUSE);
    }

    @Test
    void R4_a_probe_is_sent_after_1_2_4_5_and_5_seconds() {
        breaker.failed(send("a"), TIMED_OUT, now);
        for (int seconds : new int[] {1, 2, 4, 5, 5}) {
            pass(Duration.ofSeconds(seconds).minusMillis(1));
            assertThat(decide()).isEqualTo(Decision.REFUSE);
            pass(Duration.ofMillis(1));
            assertThat(decide()).isEqualTo(Decision.SEND);
            breaker.failed(send("a"), TIMED_OUT, now);
        }
    }

    @Test
    void R4_the_steps_grow_only_with_failures_that_are_known() {
        Call probe = openedAndProbed();
        pass(Duration.ofSeconds(2));
        assertThat(decide()).isEqualTo(Decision.SEND);
        send("b");

        assertThat(breaker.untilProbe(now)).isEqualTo(Duration.ofSeconds(2));
        breaker.failed(probe, TIMED_OUT, now);
        assertThat(decide()).isEqualTo(Decision.WAIT);
    }

    @Test
    void R4_an_outage_lapses_by_itself_to_half_open() {
        breaker.failed(send("a"), TIMED_OUT, now);
        pass(Duration.ofSeconds(100));

        assertThat(decide()).isEqualTo(Decision.SEND);
        send("a");
        assertThat(decide()).isEqualTo(Decision.WAIT);
    }

    @Test
    void R4_calls_that_still_hang_keep_a_probe_within_the_limit() {
        send("b");
        send("c");
        Call third = send("a");
        breaker.failed(third, TIMED_OUT, now);
        pass(Duration.ofSeconds(1));

        assertThat(decide()).isEqualTo(Decision.REFUSE);
    }

    @Test
    void R4_Retry_After_postpones_the_next_probe_up_to_five_minutes() {
        breaker.failed(send("a"), SERVER_ERROR, now);
        breaker.failed(send("b"), SERVER_ERROR.withRetryAfter(Duration.ofSeconds(30)), now);
        assertThat(breaker.untilProbe(now)).isEqualTo(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(30));

        breaker.failed(send("a"), SERVER_ERROR.withRetryAfter(Duration.ofHours(1)), now);

        assertThat(breaker.untilProbe(now)).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void R4_Retry_After_for_a_sign_in_postpones_no_probe() {
        breaker.failed(send("a"), TIMED_OUT, now);
        pass(Duration.ofSeconds(1));

        breaker.failed(send(null), SERVER_ERROR.withRetryAfter(Duration.ofHours(1)), now);

        assertThat(breaker.untilProbe(now)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void R4_a_call_that_was_not_sent_leaves_the_probe_to_the_next() {
        Call probe = openedAndProbed();

        breaker.notSent(probe, now);

        assertThat(decide()).isEqualTo(Decision.SEND);
        assertThat(breaker.isClosed(now)).isFalse();
    }

    @Test
    void R10_a_success_resets_the_steps() {
        breaker.failed(openedAndProbed(), TIMED_OUT, now);
        pass(Duration.ofSeconds(2));
        breaker.succeeded(send("a"), now);

        breaker.failed(send("a"), TIMED_OUT, now);

        assertThat(breaker.untilProbe(now)).isEqualTo(Duration.ofSeconds(1));
    }

    /** Opens the breaker, and sends its first probe. */
    private Call openedAndProbed() {
        breaker.failed(send("a"), TIMED_OUT, now);
        pass(Duration.ofSeconds(1));
        return send("b");
    }

    private Call send(String session) {
        return breaker.sent(session, now);
    }

    private Decision decide() {
        return breaker.decide(now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
