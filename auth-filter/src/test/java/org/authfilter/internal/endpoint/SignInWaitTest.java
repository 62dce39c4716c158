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
    void an_answer_that_is_there_needs_no_place() {
        SignInWait noPlace = new SignInWait(new WaitPermits(Duration.ZERO, 0));

        assertThat(answer(noPlace, CompletableFuture.completedFuture("tokens"))).isEqualTo("tokens");
    }

    @Test
    void a_call_that_breaks_is_answered_as_if_there_was_none() {
        SignInWait noPlace = new SignInWait(new WaitPermits(Duration.ZERO, 0));

        assertThat(answer(noPlace, CompletableFuture.failedFuture(new IllegalStateException("secret"))))
                .isEqualTo("none: the call did not end well: IllegalStateException");
        assertThat(late).isEmpty();
    }

    @Test
    void without_a_place_nobody_waits_on_and_what_arrives_late_is_told_once() {
        SignInWait noPlace = new SignInWait(new WaitPermits(Duration.ZERO, 0));
        CompletableFuture<String> call = new CompletableFuture<>();

        assertThat(answer(noPlace, call)).startsWith("none: its answer takes too long");
        assertThat(late).isEmpty();
        call.complete("tokens");

        assertThat(late).containsExactly("tokens");
    }

    @Test
    void what_arrives_after_the_deadline_is_told() {
        SignInWait onePlace = new SignInWait(new WaitPermits(Duration.ZERO, 1));
        CompletableFuture<String> call = new CompletableFuture<>();

        onePlace.result(call, Duration.ZERO, none -> "none", late::add);
        call.complete("tokens");

        assertThat(late).containsExactly("tokens");
    }

    @Test
    void what_arrives_after_an_interruption_is_told() {
        SignInWait onePlace = new SignInWait(new WaitPermits(LONG, 1));
        CompletableFuture<String> call = new CompletableFuture<>();

        Thread.currentThread().interrupt();
        String answer = answer(onePlace, call);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).startsWith("none");
        call.complete("tokens");
        assertThat(late).containsExactly("tokens");
    }

    @Test
    void sign_ins_leave_half_of_the_places_to_refreshes() throws Exception {
        SignInWait awaiting = new SignInWait(new WaitPermits(Duration.ZERO, 2));
        CompletableFuture<String> call = new CompletableFuture<>();

        Waiter<String> first = new Waiter<>(() -> answer(awaiting, call));
        assertThat(first.waits()).isTrue();
        Waiter<String> second = new Waiter<>(() -> answer(awaiting, call));
        assertThat(second.waits()).isFalse();

        call.complete("tokens");
        assertThat(first.outcome()).isEqualTo("tokens");
        assertThat(second.outcome()).startsWith("none");
    }

    private String answer(SignInWait awaiting, CompletableFuture<String> call) {
        return awaiting.result(call, LONG, none -> "none: " + none.reason(), late::add);
    }
}
