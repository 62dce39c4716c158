package org.authfilter.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.Waiter;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class IssuerCallsTest {

    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final TokenResult SUCCESS =
            new Issued(new TokenSet("access", null, null, START, START.plusSeconds(60), null), null);
    private static final TokenResult REJECTED = new Rejected("invalid_grant");
    private static final TokenResult TIMED_OUT = new Unavailable("timeout", true, Cause.UNREACHABLE, null);

    private final MutableClock clock = new MutableClock(START);
    private final List<CompletableFuture<TokenResult>> sent = new ArrayList<>();
    private final WaitPermits none = new WaitPermits(0);
    private final WaitPermits one = new WaitPermits(1);
    /** Its patience is never over while the clock stands still. */
    private final IssuerCalls healthy = new IssuerCalls(new Backoff(() -> 0), LONG, clock);
    /** Each call to it is slow at once. */
    private final IssuerCalls slow = new IssuerCalls(new Backoff(() -> 0), Duration.ZERO, clock);

    @Test
    void R4_16_calls_are_under_way_at_most_and_the_next_is_sent_at_the_first_success() {
        List<IssuerCall<TokenResult>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(submit(healthy, "session-" + i));
        }
        assertThat(sent).hasSize(16);

        sent.get(3).complete(SUCCESS);

        assertThat(sent).hasSize(17);
        assertThat(calls.get(3).result()).isCompletedWithValue(SUCCESS);
        assertThat(calls.get(16).sentAt()).isEqualTo(START);
        assertThat(calls.get(17).sentAt()).isNull();
    }

    @Test
    void R4_all_calls_after_a_recovery_are_sent_16_at_a_time() {
        opened(healthy);
        List<IssuerCall<TokenResult>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(submit(healthy, "session-" + i));
        }
        assertThat(sent).as("the failure and the probe").hasSize(2);

        for (int i = 1; i < sent.size(); i++) {
            int underWay = sent.size() - i;
            assertThat(underWay).isLessThanOrEqualTo(16);
            sent.get(i).complete(SUCCESS);
        }

        assertThat(calls).allMatch(call -> call.result().getNow(null) == SUCCESS);
    }

    @Test
    void R4_a_call_to_an_open_breaker_is_refused_at_once_until_the_next_probe() {
        submit(healthy, "a");
        sent.get(0).complete(TIMED_OUT);

        IssuerCall<TokenResult> refused = submit(healthy, "b");

        assertThat(sent).hasSize(1);
        assertThat(refused.sentAt()).isNull();
        assertThat(refused.result().getNow(null))
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        unavailable -> assertThat(unavailable.retryAfter()).isEqualTo(Duration.ofSeconds(1)));
    }

    @Test
    void R4_calls_that_wait_for_a_probe_are_sent_at_its_success() {
        opened(healthy);
        submit(healthy, "a");
        IssuerCall<TokenResult> waiting = submit(healthy, "b");
        assertThat(waiting.result()).isNotDone();

        sent.get(1).complete(SUCCESS);

        assertThat(waiting.sentAt()).isNotNull();
    }

    @Test
    void R4_calls_that_wait_for_a_probe_are_refused_at_its_failure() {
        opened(healthy);
        submit(healthy, "a");
        IssuerCall<TokenResult> waiting = submit(healthy, "b");

        sent.get(1).complete(TIMED_OUT);

        assertThat(sent).hasSize(2);
        assertThat(waiting.result().getNow(null)).isInstanceOf(Unavailable.class);
    }

    @Test
    void R4_a_call_that_was_withdrawn_is_never_sent() {
        opened(healthy);
        submit(healthy, "a");
        IssuerCall<TokenResult> waiting = submit(healthy, "b");

        healthy.withdraw(waiting);
        sent.get(1).complete(SUCCESS);

        assertThat(waiting.result().getNow(null)).isInstanceOf(Unavailable.class);
        assertThat(sent).hasSize(2);
    }

    @Test
    void R4_a_call_that_was_sent_is_not_withdrawn() {
        IssuerCall<TokenResult> call = submit(healthy, "a");

        healthy.withdraw(call);
        sent.get(0).complete(SUCCESS);

        assertThat(call.result()).isCompletedWithValue(SUCCESS);
    }

    @Test
    void R4_a_request_that_was_rejected_on_this_side_uses_up_no_probe() {
        opened(healthy);
        healthy.submit(new IssuerCall<>(
                null, () -> CompletableFuture.completedFuture(REJECTED), TokenResult::failure, result -> result));

        submit(healthy, "a");

        assertThat(sent).as("the failure and the probe").hasSize(2);
        assertThat(submit(healthy, "b").result()).isNotDone();
    }

    @Test
    void R10_a_probe_whose_response_is_there_at_once_closes_the_breaker() {
        opened(healthy);
        healthy.submit(new IssuerCall<>(
                "a", () -> CompletableFuture.completedFuture(SUCCESS), TokenResult::failure, result -> result));

        submit(healthy, "b");
        submit(healthy, "c");

        assertThat(sent).as("the failure and both calls").hasSize(3);
    }

    @Test
    void R4_a_rejection_by_the_issuer_closes_the_breaker() {
        opened(healthy);
        submit(healthy, "a");

        sent.get(1).complete(REJECTED);

        submit(healthy, "b");
        submit(healthy, "c");
        assertThat(sent).hasSize(4);
    }

    @Test
    void a_call_that_can_not_be_sent_is_unavailable() {
        IssuerCall<TokenResult> broken = new IssuerCall<>(
                "a",
                () -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                result -> null,
                result -> result);
        healthy.submit(broken);

        assertThat(broken.result().getNow(null))
                .isEqualTo(Unavailable.maybeProcessed("unexpected error: OutOfMemoryError"));
    }

    @Test
    void many_calls_that_end_at_once_need_no_deep_stack() {
        List<IssuerCall<TokenResult>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            submit(healthy, "a");
        }
        for (int i = 0; i < 20_000; i++) {
            IssuerCall<TokenResult> call = new IssuerCall<>(
                    "a", () -> CompletableFuture.completedFuture(SUCCESS), result -> null, result -> result);
            healthy.submit(call);
            calls.add(call);
        }

        sent.get(0).complete(SUCCESS);

        assertThat(calls).allMatch(call -> call.result().isDone());
    }

    @Test
    void R4_a_request_waits_without_a_permit_while_no_call_is_slow() throws Exception {
        IssuerCall<TokenResult> call = submit(healthy, "a");
        Waiter<Optional<TokenResult>> request = waiter(healthy, call, none);

        assertThat(request.waits()).isTrue();
        sent.get(0).complete(SUCCESS);
        assertThat(request.outcome()).hasValue(SUCCESS);
    }

    @Test
    void R4_a_request_for_a_slow_issuer_waits_from_the_first_moment_only_with_a_permit() throws Exception {
        IssuerCall<TokenResult> call = submit(slow, "a");
        Waiter<Optional<TokenResult>> first = waiter(slow, call, one);
        assertThat(first.waits()).isTrue();

        Waiter<Optional<TokenResult>> second = waiter(slow, call, one);
        assertThat(second.waits()).isFalse();
        assertThat(second.outcome()).isEmpty();
        sent.get(0).complete(SUCCESS);
        assertThat(first.outcome()).hasValue(SUCCESS);
        assertThat(one.tryAcquire()).as("the permit is released").isTrue();
    }

    @Test
    void R4_a_result_that_is_there_needs_no_permit() {
        IssuerCall<TokenResult> call = submit(slow, "a");
        sent.get(0).complete(SUCCESS);

        assertThat(slow.await(call.result(), call, none, LONG)).hasValue(SUCCESS);
    }

    @Test
    void R4_a_slow_call_of_one_session_makes_the_requests_of_all_need_a_permit() {
        submit(healthy, "a");
        clock.advance(Duration.ofSeconds(2));
        IssuerCall<TokenResult> young = submit(healthy, "b");

        assertThat(healthy.await(young.result(), young, none, LONG)).isEmpty();
    }

    @Test
    void R4_a_request_for_a_call_that_was_overtaken_needs_a_permit_and_other_requests_need_none() throws Exception {
        IssuerCall<TokenResult> hanging = submit(healthy, "a");
        clock.advance(Duration.ofSeconds(2));
        submit(healthy, "b");
        sent.get(1).complete(SUCCESS);

        assertThat(healthy.await(hanging.result(), hanging, none, LONG)).isEmpty();
        IssuerCall<TokenResult> young = submit(healthy, "c");
        Waiter<Optional<TokenResult>> request = waiter(healthy, young, none);
        assertThat(request.waits()).isTrue();
        sent.get(2).complete(SUCCESS);
        assertThat(request.outcome()).hasValue(SUCCESS);
    }

    @Test
    void R4_a_request_does_not_wait_for_a_response_that_comes_too_late() throws Exception {
        for (int i = 0; i < 32; i++) {
            submit(healthy, "session-" + i);
        }
        clock.advance(Duration.ofSeconds(3));
        for (int i = 0; i < 16; i++) {
            sent.get(i).complete(SUCCESS);
        }
        IssuerCall<TokenResult> next = submit(healthy, "in the next round");
        for (int i = 0; i < 30; i++) {
            submit(healthy, "later-" + i);
        }
        IssuerCall<TokenResult> last = submit(healthy, "in the round after that");

        Waiter<Optional<TokenResult>> tooLate =
                new Waiter<>(() -> healthy.await(last.result(), last, one, Duration.ofSeconds(8)));
        assertThat(tooLate.waits()).isFalse();
        assertThat(tooLate.outcome()).isEmpty();
        Waiter<Optional<TokenResult>> inTime = waiter(healthy, next, one);
        assertThat(inTime.waits()).isTrue();
        for (int i = 16; i < 33; i++) {
            sent.get(i).complete(SUCCESS);
        }
        assertThat(inTime.outcome()).hasValue(SUCCESS);
    }

    @Test
    void a_request_stops_waiting_at_its_own_limit() {
        IssuerCall<TokenResult> call = submit(healthy, "a");

        assertThat(healthy.await(call.result(), call, one, Duration.ofMillis(1)))
                .isEmpty();
        assertThat(call.result()).isNotDone();
    }

    @Test
    void an_interrupted_request_stops_waiting() {
        IssuerCall<TokenResult> call = submit(healthy, "a");
        Thread.currentThread().interrupt();

        assertThat(healthy.await(call.result(), call, one, LONG)).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void R3_a_request_with_a_valid_token_waits_while_the_breaker_is_closed() throws Exception {
        IssuerCall<TokenResult> call = submit(healthy, "a");
        Waiter<Optional<TokenResult>> request = new Waiter<>(() -> healthy.awaitWhileClosed(call.result(), one, LONG));

        assertThat(request.waits()).isTrue();
        sent.get(0).complete(SUCCESS);
        assertThat(request.outcome()).hasValue(SUCCESS);
    }

    @Test
    void R3_a_request_with_a_valid_token_does_not_wait_while_the_issuer_is_slow() {
        IssuerCall<TokenResult> call = submit(slow, "a");

        assertThat(slow.awaitWhileClosed(call.result(), one, LONG)).isEmpty();
    }

    @Test
    void R3_a_request_with_a_valid_token_does_not_wait_without_a_permit() {
        IssuerCall<TokenResult> call = submit(healthy, "a");

        assertThat(healthy.awaitWhileClosed(call.result(), none, LONG)).isEmpty();
        sent.get(0).complete(SUCCESS);
        assertThat(healthy.awaitWhileClosed(call.result(), none, LONG)).hasValue(SUCCESS);
    }

    @Test
    void R3_a_request_with_a_valid_token_does_not_wait_for_a_probe() {
        opened(healthy);
        IssuerCall<TokenResult> probe = submit(healthy, "a");

        assertThat(healthy.awaitWhileClosed(probe.result(), one, LONG)).isEmpty();
        assertThat(sent).hasSize(2);
    }

    @Test
    void R4_a_sign_in_at_a_slow_issuer_is_not_sent_without_a_permit() {
        IssuerCall<TokenResult> call = call(null);

        assertThat(slow.submitAndAwait(call, none, LONG)).isEmpty();
        assertThat(sent).isEmpty();
    }

    @Test
    void R4_a_sign_in_at_a_slow_issuer_is_sent_and_awaited_with_a_permit() throws Exception {
        IssuerCall<TokenResult> call = call(null);
        Waiter<Optional<TokenResult>> signIn = new Waiter<>(() -> slow.submitAndAwait(call, one, LONG));
        assertThat(signIn.waits()).isTrue();
        assertThat(one.tryAcquire()).isFalse();

        sent.get(0).complete(SUCCESS);

        assertThat(signIn.outcome()).hasValue(SUCCESS);
        assertThat(one.tryAcquire()).isTrue();
    }

    /** Opens the breaker, and moves on until its first probe is due. */
    private void opened(IssuerCalls issuer) {
        submit(issuer, "opens");
        sent.get(0).complete(TIMED_OUT);
        clock.advance(Duration.ofSeconds(1));
    }

    private IssuerCall<TokenResult> submit(IssuerCalls issuer, String session) {
        IssuerCall<TokenResult> call = call(session);
        issuer.submit(call);
        return call;
    }

    private IssuerCall<TokenResult> call(String session) {
        return new IssuerCall<>(
                session,
                () -> {
                    CompletableFuture<TokenResult> response = new CompletableFuture<>();
                    sent.add(response);
                    return response;
                },
                TokenResult::failure,
                result -> result);
    }

    private static Waiter<Optional<TokenResult>> waiter(
            IssuerCalls issuer, IssuerCall<TokenResult> call, WaitPermits permits) {
        return new Waiter<>(() -> issuer.await(call.result(), call, permits, LONG));
    }
}
