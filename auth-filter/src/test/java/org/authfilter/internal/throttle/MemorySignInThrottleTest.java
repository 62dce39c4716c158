package org.authfilter.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.spi.SignInThrottle.Outcome.FAILED;
import static org.authfilter.spi.SignInThrottle.Outcome.SUCCEEDED;
import static org.authfilter.spi.SignInThrottle.Outcome.UNDECIDED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
    void the_sixth_attempt_after_five_failures_has_to_wait_for_a_minute() {
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
    void the_wait_ends_when_the_oldest_failure_is_a_minute_old(Duration later, Duration wait) {
        fail(ALICE, 5);

        clock.advance(later);

        assertThat(throttle.admit(ALICE)).isEqualTo(wait);
    }

    @Test
    void the_minute_is_a_sliding_one() {
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
    void a_refused_attempt_does_not_make_the_wait_longer() {
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
    void an_undecided_attempt_is_no_failure() {
        for (int i = 0; i < 20; i++) {
            assertThat(tried(ALICE, UNDECIDED)).isEqualTo(ADMITTED);
        }
        assertThat(throttle.size()).isZero();
    }

    @Test
    void an_undecided_attempt_clears_no_failures() {
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
    void a_failure_of_one_name_at_one_provider_from_one_address_is_not_one_of(
            String provider, String loginName, String address) {
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
    void an_attempt_waits_for_five_under_way_and_is_refused_if_they_fail() throws Exception {
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
    void an_attempt_waits_for_five_under_way_and_is_admitted_if_one_does_not_fail(Outcome outcome) throws Exception {
        fillWithAttemptsUnderWay();
        CompletableFuture<Duration> sixth = sixthThatWaits();

        patient.ended(ALICE, outcome);

        assertThat(sixth.get(10, TimeUnit.SECONDS)).isEqualTo(ADMITTED);
    }

    @Test
    void an_attempt_that_is_interrupted_while_it_waits_is_refused() throws Exception {
        fillWithAttemptsUnderWay();
        CompletableFuture<Duration> sixth = sixthThatWaits();

        threads.shutdownNow();

        assertThat(sixth.get(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_flood_of_other_names_fills_no_memory_and_keeps_an_exhausted_name() {
        fail(ALICE, 5);

        flood(FailureBudgets.MOST_KEYS + 10, 1);

        assertThat(throttle.size()).isEqualTo(2 * FailureBudgets.MOST_KEYS);
        assertThat(throttle.admit(ALICE)).isEqualTo(MINUTE);
    }

    @Test
    void the_oldest_name_is_forgotten_first_if_all_are_exhausted() {
        fail(ALICE, 5);

        flood(FailureBudgets.MOST_KEYS, 5);

        assertThat(throttle.size()).isEqualTo(2 * FailureBudgets.MOST_KEYS);
        assertThat(throttle.admit(attempt("flood-0", addressOf(0)))).isEqualTo(MINUTE);
        assertThat(throttle.admit(ALICE)).isEqualTo(ADMITTED);
    }

    @Test
    void a_name_without_a_failure_in_the_last_minute_is_forgotten_first() {
        flood(100, 5);
        clock.advance(MINUTE);

        throttle.admit(ALICE);

        assertThat(throttle.size()).as("one name and one address").isEqualTo(2);
    }

    @Test
    void a_failure_counts_even_if_its_beginning_was_forgotten() {
        for (int i = 0; i < 5; i++) {
            throttle.ended(ALICE, FAILED);
        }

        assertThat(throttle.admit(ALICE)).isEqualTo(MINUTE);
    }

    @Test
    void the_51st_name_from_an_address_is_refused_after_fifty_failures() {
        List<Duration> waits = IntStream.range(0, 500)
                .mapToObj(i -> triedIfAdmitted(attempt("name-" + i, "192.0.2.1")))
                .toList();

        assertThat(waits.subList(0, 50)).containsOnly(ADMITTED);
        assertThat(waits.subList(50, 500)).containsOnly(MINUTE);
    }

    @Test
    void fifty_attempts_under_way_from_an_address_leave_no_room_for_another_name() {
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.admit(attempt("name-" + i, "192.0.2.1"))).isEqualTo(ADMITTED);
        }

        assertThat(throttle.admit(attempt("name-50", "192.0.2.1"))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_limit_of_an_address_is_that_of_its_IPv6_network() {
        for (int i = 0; i < 50; i++) {
            fail(attempt("name-" + i, "2001:db8:1:2::" + Integer.toHexString(i + 1)), 1);
        }

        assertThat(throttle.admit(attempt("other", "2001:db8:1:2:ffff::1"))).isEqualTo(MINUTE);
        assertThat(throttle.admit(attempt("other", "2001:db8:1:3::1"))).isEqualTo(ADMITTED);
    }

    @Test
    void the_limit_of_an_address_counts_failures_at_all_providers() {
        for (int i = 0; i < 50; i++) {
            fail(new SignInAttempt(i % 2 == 0 ? "backend" : "staff", "name-" + i, "192.0.2.1"), 1);
        }

        assertThat(throttle.admit(attempt("other", "192.0.2.1"))).isEqualTo(MINUTE);
    }

    @Test
    void a_success_does_not_clear_the_failures_of_its_address() {
        for (int i = 0; i < 49; i++) {
            fail(attempt("name-" + i, "192.0.2.1"), 1);
        }
        tried(attempt("own-account", "192.0.2.1"), SUCCEEDED);
        fail(attempt("name-49", "192.0.2.1"), 1);

        assertThat(throttle.admit(attempt("own-account", "192.0.2.1"))).isEqualTo(MINUTE);
    }

    @Test
    void an_exhausted_address_has_room_again_as_its_failures_become_a_minute_old() {
        fail(attempt("first", "192.0.2.1"), 1);
        clock.advance(Duration.ofSeconds(20));
        for (int i = 0; i < 49; i++) {
            fail(attempt("name-" + i, "192.0.2.1"), 1);
        }
        assertThat(throttle.admit(attempt("other", "192.0.2.1"))).isEqualTo(Duration.ofSeconds(40));

        clock.advance(Duration.ofSeconds(40));

        assertThat(throttle.admit(attempt("other", "192.0.2.1"))).isEqualTo(ADMITTED);
    }

    @Test
    void a_refused_attempt_waits_for_the_longer_of_both_limits() {
        fail(ALICE, 5);
        clock.advance(Duration.ofSeconds(20));
        for (int i = 0; i < 50; i++) {
            fail(attempt("name-" + i, "192.0.2.1"), 1);
        }

        assertThat(throttle.admit(ALICE)).isEqualTo(Duration.ofSeconds(40));
    }

    private Duration triedIfAdmitted(SignInAttempt attempt) {
        Duration wait = throttle.admit(attempt);
        if (wait.isZero()) {
            throttle.ended(attempt, FAILED);
        }
        return wait;
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
            fail(attempt("flood-" + i, addressOf(i)), failures);
        }
    }

    /** Another one for each flooding name, so that the limit of an address is not reached. */
    private static String addressOf(int flooding) {
        return "198.51." + flooding / 256 + "." + flooding % 256;
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
