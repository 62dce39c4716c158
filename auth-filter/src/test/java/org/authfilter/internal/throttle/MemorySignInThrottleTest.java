package org.authfilter.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.spi.SignInThrottle.Outcome.FAILED;
import static org.authfilter.spi.SignInThrottle.Outcome.SUCCEEDED;
import static org.authfilter.spi.SignInThrottle.Outcome.UNDECIDED;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle.Outcome;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemorySignInThrottleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration ADMITTED = Duration.ZERO;
    private static final SignInAttempt ALICE = attempt("alice", "192.0.2.1");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final MemorySignInThrottle throttle = new MemorySignInThrottle(Duration.ZERO, clock);
    private final MemorySignInThrottle patient = new MemorySignInThrottle(Duration.ofSeconds(30), clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void after_five_failures_the_sixth_attempt_has_to_wait_for_a_minute() {
        for (int i = 0; i < 5; i++) {
            assertThat(tried(ALICE, FAILED)).isEqualTo(ADMITTED);
        }

        assertThat(throttle.admit(ALICE)).isEqualTo(MINUTE);
    }

    @ParameterizedTest(name = "{0} later: {1} to wait")
    @CsvSource({
        "PT0S,             PT60S",
        "PT30.5S,          PT29.5S",
        "PT59.999999999S,  PT0.000000001S",
        "PT60S,            PT0S",
    })
    void the_wait_ends_when_the_eldest_failure_is_a_minute_old(Duration later, Duration wait) {
        fail(ALICE, 5);

        clock.advance(later);

        assertThat(throttle.admit(ALICE)).isEqualTo(wait);
    }

    @Test
    void the_minute_slides_so_that_never_six_fail_in_any_minute() {
        for (int i = 0; i < 5; i++) {
            fail(ALICE, 1);
            clock.advance(Duration.ofSeconds(10));
        }
        assertThat(throttle.admit(ALICE)).isEqualTo(Duration.ofSeconds(10));

        clock.advance(Duration.ofSeconds(10));
        fail(ALICE, 1);

        assertThat(throttle.admit(ALICE)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void who_is_refused_does_not_wait_the_longer_for_it() {
        fail(ALICE, 5);
        clock.advance(Duration.ofSeconds(59));
        assertThat(throttle.admit(ALICE)).isEqualTo(Duration.ofSeconds(1));

        clock.advance(Duration.ofSeconds(1));

        assertThat(throttle.admit(ALICE)).isEqualTo(ADMITTED);
    }

    @Test
    void a_success_clears_the_failures() {
        fail(ALICE, 4);
        tried(ALICE, SUCCEEDED);

        fail(ALICE, 4);

        assertThat(throttle.admit(ALICE)).isEqualTo(ADMITTED);
    }

    @Test
    void what_the_provider_did_not_decide_counts_for_nothing() {
        for (int i = 0; i < 20; i++) {
            assertThat(tried(ALICE, UNDECIDED)).isEqualTo(ADMITTED);
        }
        assertThat(throttle.size()).isZero();
    }

    @Test
    void what_the_provider_did_not_decide_clears_nothing() {
        fail(ALICE, 4);
        tried(ALICE, UNDECIDED);
        fail(ALICE, 1);

        assertThat(throttle.admit(ALICE)).isEqualTo(MINUTE);
    }

    @ParameterizedTest
    @CsvSource({
        "backend, bob,   192.0.2.1",
        "backend, alice, 192.0.2.2",
        "staff,   alice, 192.0.2.1",
        "backend, alice, ''",
    })
    void failures_of_one_are_not_those_of(String provider, String loginName, String address) {
        fail(ALICE, 5);

        assertThat(throttle.admit(new SignInAttempt(provider, loginName, address)))
                .isEqualTo(ADMITTED);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "2001:db8:1:2::1,       2001:db8:1:2:ffff::7,    true",
        "2001:db8:1:2::1,       2001:0DB8:1:2:0:0:0:1,   true",
        "2001:db8:1:2::1,       2001:db8:1:3::1,         false",
        "::ffff:192.0.2.1,      192.0.2.1,               true",
        "::ffff:192.0.2.1,      ::ffff:192.0.2.2,        false",
        "fe80::1%unknown,       fe80::1%unknown,         true",
        "neither:an:address,    nor:this,                false",
        "localhost,             127.0.0.1,               false",
    })
    void addresses_of_one_IPv6_network_count_as_one(String address, String other, boolean isTheSame) {
        fail(attempt("alice", address), 5);

        assertThat(throttle.admit(attempt("alice", other))).isEqualTo(isTheSame ? MINUTE : ADMITTED);
    }

    @Test
    void an_attempt_under_way_counts_as_a_failure() {
        for (int i = 0; i < 5; i++) {
            assertThat(throttle.admit(ALICE)).isEqualTo(ADMITTED);
        }

        assertThat(throttle.admit(ALICE)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void who_is_in_the_way_of_guesses_under_way_waits_and_is_refused_when_they_have_failed() throws Exception {
        fillWithAttemptsUnderWay();
        CompletableFuture<Duration> sixth = sixthThatWaits();

        for (int i = 0; i < 5; i++) {
            assertThat(sixth).isNotDone();
            patient.ended(ALICE, FAILED);
        }

        assertThat(sixth.get(10, TimeUnit.SECONDS)).isEqualTo(MINUTE);
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED", "UNDECIDED"})
    void who_is_in_the_way_of_an_attempt_under_way_is_let_in_when_it_has_not_failed(Outcome outcome) throws Exception {
        fillWithAttemptsUnderWay();
        CompletableFuture<Duration> sixth = sixthThatWaits();

        patient.ended(ALICE, outcome);

        assertThat(sixth.get(10, TimeUnit.SECONDS)).isEqualTo(ADMITTED);
    }

    @Test
    void who_is_interrupted_while_waiting_is_refused() throws Exception {
        fillWithAttemptsUnderWay();
        CompletableFuture<Duration> sixth = sixthThatWaits();

        threads.shutdownNow();

        assertThat(sixth.get(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_flood_of_other_names_fills_no_memory_and_frees_nobody_who_is_locked_out() {
        fail(ALICE, 5);

        flood(MemorySignInThrottle.MOST_ENTRIES + 10, 1);

        assertThat(throttle.size()).isEqualTo(MemorySignInThrottle.MOST_ENTRIES);
        assertThat(throttle.admit(ALICE)).isEqualTo(MINUTE);
    }

    @Test
    void where_everybody_is_locked_out_the_eldest_is_freed_first() {
        fail(ALICE, 5);

        flood(MemorySignInThrottle.MOST_ENTRIES, 5);

        assertThat(throttle.size()).isEqualTo(MemorySignInThrottle.MOST_ENTRIES);
        assertThat(throttle.admit(attempt("flood-0", "192.0.2.1"))).isEqualTo(MINUTE);
        assertThat(throttle.admit(ALICE)).isEqualTo(ADMITTED);
    }

    @Test
    void what_is_older_than_a_minute_goes_first() {
        flood(100, 5);
        clock.advance(MINUTE);

        throttle.admit(ALICE);

        assertThat(throttle.size()).isOne();
    }

    @Test
    void a_failure_whose_beginning_was_forgotten_counts_all_the_same() {
        for (int i = 0; i < 5; i++) {
            throttle.ended(ALICE, FAILED);
        }

        assertThat(throttle.admit(ALICE)).isEqualTo(MINUTE);
    }

    private Duration tried(SignInAttempt attempt, Outcome outcome) {
        Duration wait = throttle.admit(attempt);
        throttle.ended(attempt, outcome);
        return wait;
    }

    private void fail(SignInAttempt attempt, int times) {
        Stream.generate(() -> attempt).limit(times).forEach(failing -> tried(failing, FAILED));
    }

    private void flood(int names, int failures) {
        for (int i = 0; i < names; i++) {
            fail(attempt("flood-" + i, "192.0.2.1"), failures);
        }
    }

    private void fillWithAttemptsUnderWay() {
        for (int i = 0; i < 5; i++) {
            patient.admit(ALICE);
        }
    }

    private CompletableFuture<Duration> sixthThatWaits() {
        CompletableFuture<Duration> sixth = CompletableFuture.supplyAsync(() -> patient.admit(ALICE), threads);
        while (patient.waiting() == 0) {
            assertThat(sixth).isNotDone();
            Thread.onSpinWait();
        }
        return sixth;
    }

    private static SignInAttempt attempt(String loginName, String address) {
        return new SignInAttempt("backend", loginName, address);
    }
}
