package org.authfilter.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.authfilter.Waiter;
import org.authfilter.internal.refresh.WaitPermits;
import org.junit.jupiter.api.Test;

class SignInWaitTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> late = new ArrayList<>();

    @Test
    void a_completed_call_needs_no_permit() {
        SignInWait noPermit = new SignInWait(new WaitPermits(Duration.ZERO, 0));

        assertThat(result(noPermit, CompletableFuture.completedFuture("tokens")))
                .isEqualTo("tokens");
    }

    @Test
    void a_call_that_completes_exceptionally_is_unavailable() {
        SignInWait noPermit = new SignInWait(new WaitPermits(Duration.ZERO, 0));

        assertThat(result(noPermit, CompletableFuture.failedFuture(new IllegalStateException("secret"))))
                .isEqualTo("none: the call failed: IllegalStateException");
        assertThat(late).isEmpty();
    }

    @Test
    void a_request_without_a_permit_does_not_wait_and_its_late_result_is_passed_on_once() {
        SignInWait noPermit = new SignInWait(new WaitPermits(Duration.ZERO, 0));
        CompletableFuture<String> call = new CompletableFuture<>();

        assertThat(result(noPermit, call)).startsWith("none: the response takes too long");
        assertThat(late).isEmpty();
        call.complete("tokens");

        assertThat(late).containsExactly("tokens");
    }

    @Test
    void a_result_after_the_deadline_is_passed_on() {
        SignInWait onePermit = new SignInWait(new WaitPermits(Duration.ZERO, 1));
        CompletableFuture<String> call = new CompletableFuture<>();

        onePermit.result(call, Duration.ZERO, none -> "none", late::add);
        call.complete("tokens");

        assertThat(late).containsExactly("tokens");
    }

    @Test
    void a_result_after_an_interruption_is_passed_on() {
        SignInWait onePermit = new SignInWait(new WaitPermits(LONG, 1));
        CompletableFuture<String> call = new CompletableFuture<>();

        Thread.currentThread().interrupt();
        String result = result(onePermit, call);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).startsWith("none");
        call.complete("tokens");
        assertThat(late).containsExactly("tokens");
    }

    @Test
    void sign_ins_leave_half_of_the_permits_to_refreshes() throws Exception {
        SignInWait wait = new SignInWait(new WaitPermits(Duration.ZERO, 2));
        CompletableFuture<String> call = new CompletableFuture<>();

        Waiter<String> first = new Waiter<>(() -> result(wait, call));
        assertThat(first.waits()).isTrue();
        Waiter<String> second = new Waiter<>(() -> result(wait, call));
        assertThat(second.waits()).isFalse();

        call.complete("tokens");
        assertThat(first.outcome()).isEqualTo("tokens");
        assertThat(second.outcome()).startsWith("none");
    }

    private String result(SignInWait wait, CompletableFuture<String> call) {
        return wait.result(call, LONG, none -> "none: " + none.reason(), late::add);
    }
}
