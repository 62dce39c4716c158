package org.authfilter.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwaitingTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> late = new ArrayList<>();

    @Test
    void an_answer_that_is_there_needs_no_place() {
        Awaiting noPlace = new Awaiting(Duration.ZERO, new Semaphore(0));

        assertThat(answer(noPlace, CompletableFuture.completedFuture("tokens"))).isEqualTo("tokens");
    }

    @Test
    void a_call_that_breaks_is_answered_as_if_there_was_none() {
        Awaiting noPlace = new Awaiting(Duration.ZERO, new Semaphore(0));

        assertThat(answer(noPlace, CompletableFuture.failedFuture(new IllegalStateException("secret"))))
                .isEqualTo("none: the call did not end well: IllegalStateException");
        assertThat(late).isEmpty();
    }

    @Test
    void without_a_place_nobody_waits_on_and_what_arrives_late_is_told_once() {
        Awaiting noPlace = new Awaiting(Duration.ZERO, new Semaphore(0));
        CompletableFuture<String> call = new CompletableFuture<>();

        assertThat(answer(noPlace, call)).startsWith("none: its answer takes too long");
        assertThat(late).isEmpty();
        call.complete("tokens");

        assertThat(late).containsExactly("tokens");
    }

    @Test
    void what_arrives_after_the_deadline_is_told() {
        Awaiting onePlace = new Awaiting(Duration.ZERO, new Semaphore(1));
        CompletableFuture<String> call = new CompletableFuture<>();

        onePlace.answer(call, Duration.ZERO, none -> "none", late::add);
        call.complete("tokens");

        assertThat(late).containsExactly("tokens");
    }

    @Test
    void what_arrives_after_an_interruption_is_told() {
        Awaiting onePlace = new Awaiting(LONG, new Semaphore(1));
        CompletableFuture<String> call = new CompletableFuture<>();

        Thread.currentThread().interrupt();
        String answer = answer(onePlace, call);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).startsWith("none");
        call.complete("tokens");
        assertThat(late).containsExactly("tokens");
    }

    @ParameterizedTest(name = "of {0} places {1}")
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "16, 8"})
    void sign_ins_take_half_of_the_places_at_most_and_give_them_back(int all, int ofSignIns) throws Exception {
        Semaphore places = new Semaphore(all);
        Awaiting awaiting = new Awaiting(Duration.ZERO, places);
        for (int round = 0; round < 2; round++) {
            CompletableFuture<String> call = new CompletableFuture<>();
            List<CompletableFuture<String>> waiting = new ArrayList<>();
            for (int i = 0; i < ofSignIns; i++) {
                CompletableFuture<String> answer = new CompletableFuture<>();
                new Thread(() -> answer.complete(answer(awaiting, call))).start();
                waiting.add(answer);
            }
            awaitPermits(places, all - ofSignIns);

            assertThat(answer(awaiting, new CompletableFuture<>())).startsWith("none");
            assertThat(places.availablePermits()).isEqualTo(all - ofSignIns);
            call.complete("tokens");
            for (CompletableFuture<String> answer : waiting) {
                assertThat(answer.get(LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo("tokens");
            }
            awaitPermits(places, all);
        }
    }

    @Test
    void where_renewals_have_taken_all_places_a_sign_in_gets_none() {
        Semaphore places = new Semaphore(2);
        Awaiting awaiting = new Awaiting(Duration.ZERO, places);
        places.acquireUninterruptibly(2);

        assertThat(answer(awaiting, new CompletableFuture<>())).startsWith("none");

        places.release(2);
        assertThat(answer(awaiting, CompletableFuture.completedFuture("tokens")))
                .isEqualTo("tokens");
    }

    private String answer(Awaiting awaiting, CompletableFuture<String> call) {
        return awaiting.answer(call, LONG, none -> "none: " + none.reason(), late::add);
    }

    private static void awaitPermits(Semaphore places, int permits) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (places.availablePermits() != permits && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(places.availablePermits()).isEqualTo(permits);
    }
}
