package org.authfilter.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.authfilter.testkit.MemorySharedStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedStoreClientTest {

    private final MemorySharedStore store = new MemorySharedStore(Clock.systemUTC());
    private final SharedStoreClient client = new SharedStoreClient(store, "app.", Clock.systemUTC());
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        client.close();
    }

    @Test
    void a_call_gives_the_result_of_the_store() {
        assertThat(client.callOr(false, shared -> shared.putIfAbsent("a", new byte[] {1}, Duration.ofSeconds(9))))
                .isTrue();
        assertThat(client.key("a")).isEqualTo("app.a");
    }

    @Test
    void no_caller_waits_longer_than_250_ms() {
        long before = System.nanoTime();

        String result = client.callOr("alone", shared -> {
            awaitRelease();
            return "shared";
        });

        assertThat(result).isEqualTo("alone");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isBetween(Duration.ofMillis(240), Duration.ofSeconds(9));
    }

    @Test
    void a_store_that_fails_is_left_alone_for_a_second_and_then_used_again() {
        store.isDown(true);
        assertThat(client.callOr("alone", shared -> text(shared.get("a")))).isEqualTo("alone");
        assertThatThrownBy(client.call(shared -> text(shared.get("a")))::join)
                .hasMessageContaining("the shared store does not work");
        assertThat(store.calls()).isEqualTo(1);
        assertThat(client.isDown()).isFalse();

        store.isDown(false);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (client.callOr("alone", shared -> text(shared.get("a"))).equals("alone")) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
        assertThat(store.calls()).isEqualTo(2);
    }

    @Test
    void a_store_is_down_from_its_second_failure_in_a_row_until_it_works_again() {
        store.isDown(true);
        awaitDown(true);
        assertThat(store.calls()).isEqualTo(2);

        store.isDown(false);
        awaitDown(false);
        assertThat(store.calls()).isEqualTo(3);
    }

    @Test
    void a_caller_that_waits_when_the_client_is_closed_goes_on() throws Exception {
        CountDownLatch called = new CountDownLatch(1);
        CompletableFuture<String> result = client.call(shared -> {
            called.countDown();
            awaitRelease();
            return "shared";
        });
        for (int i = 0; i < 20; i++) {
            var unused = client.call(shared -> text(shared.get("a")));
        }
        assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<String> queued = client.call(shared -> text(shared.get("a")));

        client.close();

        assertThat(result.handle((value, failed) -> "ended").get(10, TimeUnit.SECONDS))
                .isEqualTo("ended");
        assertThat(queued.handle((value, failed) -> "ended").get(10, TimeUnit.SECONDS))
                .isEqualTo("ended");
    }

    private void awaitDown(boolean isDown) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (client.isDown() != isDown) {
            client.callOr("alone", shared -> text(shared.get("a")));
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static String text(byte[] value) {
        return value == null ? "none" : "some";
    }

    private void awaitRelease() {
        try {
            assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
