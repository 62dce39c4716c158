package org.authfilter.internal.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;
import org.authfilter.spi.SignInThrottle.Outcome;
import org.authfilter.testkit.MemorySharedStore;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The failures of two nodes that share a store. */
class SharedSignInThrottleTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final SignInAttempt ALICE = new SignInAttempt("backend", "alice", "192.0.2.1");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final MemorySharedStore store = new MemorySharedStore(clock);
    private final SharedStoreClient one = new SharedStoreClient(store, "app.", clock, LONGEST_WAIT);
    private final SharedStoreClient other = new SharedStoreClient(store, "app.", clock, LONGEST_WAIT);

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void failures_at_one_node_count_on_the_other() {
        SignInThrottle elsewhere = throttle(other);
        fail(throttle(one), 5);

        awaitFailures(5);
        assertThat(elsewhere.admit(ALICE)).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));

        clock.advance(Duration.ofMinutes(1));
        assertThat(elsewhere.admit(ALICE)).isZero();
    }

    @Test
    void a_success_clears_the_failures_of_its_name_on_all_nodes() {
        SignInThrottle here = throttle(one);
        fail(here, 4);
        awaitFailures(4);
        assertThat(here.admit(ALICE)).isZero();
        here.ended(ALICE, Outcome.SUCCEEDED);
        awaitEntries(1);

        SignInThrottle elsewhere = throttle(other);
        fail(elsewhere, 4);
        assertThat(elsewhere.admit(ALICE)).isZero();
    }

    @Test
    void a_store_that_does_not_work_leaves_each_node_alone() {
        store.isDown(true);
        SignInThrottle here = throttle(one);
        fail(here, 5);

        assertThat(here.admit(ALICE)).isPositive();
        assertThat(throttle(other).admit(ALICE)).isZero();
    }

    private SignInThrottle throttle(SharedStoreClient client) {
        return new SharedSignInThrottle(new MemorySignInThrottle(Duration.ZERO, clock), client, clock);
    }

    private static void fail(SignInThrottle throttle, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.admit(ALICE)).isZero();
            throttle.ended(ALICE, Outcome.FAILED);
        }
    }

    /** Failures of a name and of an address are counted in the background. */
    private void awaitFailures(int count) {
        await(() -> store.values().size() == 2
                && store.values().values().stream().allMatch(times -> times.length == count * Long.BYTES));
    }

    private void awaitEntries(int count) {
        await(() -> store.values().size() == count);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
