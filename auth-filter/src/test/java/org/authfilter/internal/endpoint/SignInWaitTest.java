package org.authfilter.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.authfilter.Waiter;
import org.authfilter.internal.issuer.Backoff;
import org.authfilter.internal.issuer.IssuerCall;
import org.authfilter.internal.issuer.IssuerCalls;
import org.authfilter.internal.issuer.Issuers;
import org.authfilter.internal.issuer.WaitPermits;
import org.junit.jupiter.api.Test;

class SignInWaitTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> late = new ArrayList<>();
    private final CompletableFuture<String> response = new CompletableFuture<>();
    private int sent;

    @Test
    void a_completed_call_needs_no_permit() {
        assertThat(result(slow(0), CompletableFuture.completedFuture("tokens"))).isEqualTo("tokens");
    }

    @Test
    void a_call_that_completes_exceptionally_is_unavailable() {
        assertThat(result(slow(0), CompletableFuture.failedFuture(new IllegalStateException("secret"))))
                .isEqualTo("none: unexpected error: IllegalStateException");
    }

    @Test
    void a_request_without_a_permit_does_not_wait_for_a_slow_issuer() {
        assertThat(result(slow(0), response)).startsWith("none: the response takes too long");
    }

    @Test
    void R4_a_sign_in_without_a_permit_is_not_sent_to_a_slow_issuer() {
        assertThat(signIn(slow(0), LONG)).isEmpty();

        assertThat(sent).isZero();
        assertThat(late).hasSize(1);
        assertThat(late.get(0)).startsWith("none: the response takes too long");
    }

    @Test
    void a_result_after_the_deadline_is_passed_on_once() {
        assertThat(signIn(slow(2), Duration.ZERO)).isEmpty();
        assertThat(late).isEmpty();

        response.complete("tokens");

        assertThat(sent).isEqualTo(1);
        assertThat(late).containsExactly("tokens");
    }

    @Test
    void a_result_after_an_interruption_is_passed_on() {
        Thread.currentThread().interrupt();
        Optional<String> result = signIn(slow(2), LONG);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isEmpty();
        response.complete("tokens");
        assertThat(late).containsExactly("tokens");
    }

    @Test
    void R4_sign_ins_leave_half_of_the_permits_to_refreshes() throws Exception {
        SignInWait wait = slow(2);

        Waiter<Optional<String>> first = new Waiter<>(() -> signIn(wait, LONG));
        assertThat(first.waits()).isTrue();
        Waiter<Optional<String>> second = new Waiter<>(() -> signIn(wait, LONG));
        assertThat(second.waits()).isFalse();

        response.complete("tokens");
        assertThat(first.outcome()).hasValue("tokens");
        assertThat(second.outcome()).isEmpty();
        assertThat(sent).isEqualTo(1);
    }

    /** One for whose requests the issuer is always slow. */
    private static SignInWait slow(int permits) {
        IssuerCalls issuer = new IssuerCalls(new Backoff(() -> 0), Duration.ZERO, Clock.systemUTC());
        return new SignInWait(new Issuers(Map.of("backend", issuer), new WaitPermits(permits)));
    }

    private String result(SignInWait wait, CompletableFuture<String> call) {
        return wait.result("backend", call, LONG, none -> "none: " + none.reason());
    }

    private Optional<String> signIn(SignInWait wait, Duration atMost) {
        IssuerCall<String> call = new IssuerCall<>(
                null,
                () -> {
                    sent++;
                    return response;
                },
                result -> null,
                none -> "none: " + none.reason());
        return wait.signIn("backend", call, atMost, late::add);
    }
}
