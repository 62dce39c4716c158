package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.authfilter.Waiter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitPermitsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration OLDER = LONG.minusSeconds(1);

    @Test
    void a_completed_call_needs_no_permit() {
        WaitPermits none = new WaitPermits(Duration.ZERO, 0);

        assertThat(none.await(CompletableFuture.completedFuture("tokens"), Duration.ZERO, LONG))
                .hasValue("tokens");
    }

    @Test
    void R4_a_young_call_is_awaited_without_a_permit_and_an_older_one_is_not() throws Exception {
        WaitPermits none = new WaitPermits(OLDER, 0);
        CompletableFuture<String> call = new CompletableFuture<>();

        Waiter<Optional<String>> young = waiter(none, call, Duration.ZERO);

        assertThat(young.waits()).isTrue();
        assertThat(waiter(none, call, OLDER).waits()).isFalse();
        call.complete("tokens");
        assertThat(young.outcome()).hasValue("tokens");
    }

    @Test
    void a_call_that_is_older_than_the_deadline_is_not_awaited() {
        WaitPermits one = new WaitPermits(Duration.ZERO, 1);

        assertThat(waiter(one, new CompletableFuture<>(), LONG.plusSeconds(1)).waits())
                .isFalse();
    }

    @ParameterizedTest(name = "half of {0} is {1}")
    @CsvSource({"1, 1", "2, 1", "3, 2", "4, 2", "16, 8"})
    void R4_half_of_the_permits_is_rounded_up_taken_from_the_whole_and_released(int all, int half) throws Exception {
        WaitPermits whole = new WaitPermits(Duration.ZERO, all);
        WaitPermits ofHalf = whole.half();
        for (int round = 0; round < 2; round++) {
            CompletableFuture<String> call = new CompletableFuture<>();

            List<Waiter<Optional<String>>> inHalf = waiters(half, ofHalf, call);
            assertThat(inHalf).allMatch(Waiter::waits);
            assertThat(waiter(ofHalf, call, Duration.ZERO).waits()).isFalse();

            List<Waiter<Optional<String>>> inTheRest = waiters(all - half, whole, call);
            assertThat(inTheRest).allMatch(Waiter::waits);
            assertThat(waiter(whole, call, Duration.ZERO).waits()).isFalse();

            call.complete("tokens");
            for (Waiter<Optional<String>> waiter : inHalf) {
                assertThat(waiter.outcome()).hasValue("tokens");
            }
            for (Waiter<Optional<String>> waiter : inTheRest) {
                assertThat(waiter.outcome()).hasValue("tokens");
            }
        }
    }

    @Test
    void a_request_that_finds_no_permit_of_the_whole_releases_that_of_the_half() throws Exception {
        WaitPermits whole = new WaitPermits(Duration.ZERO, 1);
        WaitPermits half = whole.half();
        CompletableFuture<String> call = new CompletableFuture<>();
        Waiter<Optional<String>> refresh = waiter(whole, call, Duration.ZERO);
        assertThat(refresh.waits()).isTrue();

        assertThat(waiter(half, call, Duration.ZERO).waits()).isFalse();
        call.complete("tokens");
        assertThat(refresh.outcome()).hasValue("tokens");

        CompletableFuture<String> next = new CompletableFuture<>();
        Waiter<Optional<String>> signIn = waiter(half, next, Duration.ZERO);
        assertThat(signIn.waits()).isTrue();
        next.complete("tokens");
        assertThat(signIn.outcome()).hasValue("tokens");
    }

    private static List<Waiter<Optional<String>>> waiters(
            int number, WaitPermits permits, CompletableFuture<String> call) {
        return Stream.generate(() -> waiter(permits, call, Duration.ZERO))
                .limit(number)
                .toList();
    }

    private static Waiter<Optional<String>> waiter(WaitPermits permits, CompletableFuture<String> call, Duration age) {
        return new Waiter<>(() -> permits.await(call, age, LONG));
    }
}
