package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.testkit.MemorySharedStore;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The logouts of two nodes that share a store. */
class SharedLogoutStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration A_DAY = Duration.ofDays(1);

    private final MutableClock clock = new MutableClock(NOW);
    private final MemorySharedStore store = new MemorySharedStore(clock);
    private final SharedStoreClient one = new SharedStoreClient(store, "app.", clock);
    private final SharedStoreClient other = new SharedStoreClient(store, "app.", clock);
    private final SharedLogoutStore logouts = new SharedLogoutStore(one, clock);

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void a_logout_at_one_node_is_soon_in_the_memory_of_the_other() {
        SharedLogoutStore elsewhere = new SharedLogoutStore(other, clock);
        elsewhere.start();
        assertThat(elsewhere.isEmpty()).isTrue();

        logouts.put("session.1", NOW, A_DAY);

        await(() -> NOW.equals(elsewhere.find("session.1")));
        assertThat(elsewhere.isEmpty()).isFalse();
    }

    @Test
    void a_node_that_starts_later_reads_all_logouts() {
        for (int i = 0; i < 120; i++) {
            logouts.put("session." + i, NOW, A_DAY);
        }
        logouts.start();
        SharedLogoutStore elsewhere = new SharedLogoutStore(other, clock);
        elsewhere.start();

        await(() -> elsewhere.find("session.0") != null);
        assertThat(elsewhere.find("session.119")).isEqualTo(NOW);
        assertThat(elsewhere.find("session.60")).isEqualTo(NOW);
    }

    @Test
    void a_long_list_of_logouts_does_not_make_the_store_count_as_down() {
        for (int i = 0; i < 200; i++) {
            logouts.put("session." + i, NOW, A_DAY);
        }
        store.respondsIn(Duration.ofMillis(10));
        SharedLogoutStore elsewhere = new SharedLogoutStore(other, clock);
        elsewhere.start();

        await(() -> {
            assertThat(other.isDown()).isFalse();
            return elsewhere.find("session.0") != null;
        });
    }

    @Test
    void a_listener_that_blocks_does_not_make_the_store_count_as_failing() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        SharedLogoutStore elsewhere = new SharedLogoutStore(other, clock);
        elsewhere.onLogout(() -> {
            told.countDown();
            awaitUninterrupted(released);
        });
        elsewhere.start();
        logouts.put("session.1", NOW, A_DAY);
        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();

        logouts.put("session.2", NOW, A_DAY);
        await(() -> elsewhere.find("session.2") != null);

        released.countDown();
    }

    @Test
    void a_listener_runs_again_for_logouts_during_its_run() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        SharedLogoutStore elsewhere = new SharedLogoutStore(other, clock);
        elsewhere.onLogout(() -> {
            runs.incrementAndGet();
            awaitUninterrupted(released);
        });
        elsewhere.start();
        logouts.put("session.1", NOW, A_DAY);
        await(() -> runs.get() == 1);
        logouts.put("session.2", NOW, A_DAY);
        logouts.put("session.3", NOW, A_DAY);
        await(() -> elsewhere.find("session.2") != null && elsewhere.find("session.3") != null);

        released.countDown();

        await(() -> runs.get() >= 2);
    }

    private static void awaitUninterrupted(CountDownLatch released) {
        try {
            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_logout_token_is_used_once_on_all_nodes() {
        SharedLogoutStore elsewhere = new SharedLogoutStore(other, clock);

        assertThat(logouts.isFirstUse("token.1", A_DAY)).isTrue();
        assertThat(elsewhere.isFirstUse("token.1", A_DAY)).isFalse();
        assertThat(elsewhere.find("token.1")).isNotNull();
        assertThat(elsewhere.find("token.2")).isNull();
    }

    @Test
    void a_logout_is_shared_once_the_store_works_again() {
        store.isDown(true);
        logouts.put("session.1", NOW, A_DAY);
        assertThat(logouts.find("session.1")).isEqualTo(NOW);
        store.isDown(false);
        logouts.start();
        SharedLogoutStore elsewhere = new SharedLogoutStore(other, clock);
        elsewhere.start();

        await(() -> NOW.equals(elsewhere.find("session.1")));
    }

    @Test
    void a_request_does_not_ask_the_store() {
        int calls = store.calls();

        assertThat(logouts.find("session.1")).isNull();
        assertThat(logouts.isEmpty()).isTrue();
        assertThat(store.calls()).isEqualTo(calls);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
