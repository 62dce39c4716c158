package org.authfilter.internal.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedBodyTest {

    private static final int LIMIT = 10;

    private final LimitedBody body = new LimitedBody(LIMIT);
    private final Subscription subscription = new Subscription();
    private final CompletableFuture<byte[]> result = body.getBody().toCompletableFuture();

    /** Keeps what was asked of it. */
    private static final class Subscription implements Flow.Subscription {

        private long requested;
        private boolean cancelled;

        @Override
        public void request(long n) {
            requested = n;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    @BeforeEach
    void subscribe() {
        body.onSubscribe(subscription);
    }

    @Test
    void everything_is_asked_for_at_once() {
        assertThat(subscription.requested).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, LIMIT - 1, LIMIT})
    void a_body_up_to_the_limit_is_collected(int size) {
        body.onNext(List.of(bytes(size)));
        body.onComplete();

        assertThat(result.join()).hasSize(size);
        assertThat(subscription.cancelled).isFalse();
    }

    @Test
    void one_byte_more_ends_the_exchange_before_the_body_does() {
        body.onNext(List.of(bytes(LIMIT + 1)));

        assertRefused();
    }

    @Test
    void the_limit_is_for_all_parts_together() {
        body.onNext(List.of(bytes(4), bytes(4)));
        assertThat(result).isNotDone();

        body.onNext(List.of(bytes(2), bytes(1)));

        assertRefused();
    }

    @Test
    void bytes_after_the_limit_change_nothing() {
        body.onNext(List.of(bytes(LIMIT + 1)));
        body.onNext(List.of(bytes(1)));
        body.onComplete();

        assertRefused();
    }

    @Test
    void parts_are_put_together_in_their_order() {
        body.onNext(List.of(ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3})));
        body.onNext(List.of(ByteBuffer.wrap(new byte[] {4})));
        body.onComplete();

        assertThat(result.join()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_failure_of_the_connection_is_passed_on() {
        IOException reset = new IOException("reset");
        body.onNext(List.of(bytes(1)));
        body.onError(reset);

        assertThat(result).failsWithin(Duration.ZERO).withThrowableThat().withCause(reset);
    }

    private void assertRefused() {
        assertThat(subscription.cancelled).isTrue();
        assertThat(result)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(IOException.class)
                .withMessageContaining("more than 10 bytes");
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size);
    }
}
