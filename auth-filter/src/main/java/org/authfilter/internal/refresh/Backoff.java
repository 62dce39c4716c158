package org.authfilter.internal.refresh;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The delay before an issuer that failed is called again: 1 s, doubled with each failure up to 32 s, minus a random part
 * of at most one half; never less than the issuer's {@code Retry-After}.
 *
 * @param random gives values from 0 to 1
 */
record Backoff(DoubleSupplier random) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MAX_DOUBLINGS = 5;

    Duration delay(int failures, @Nullable Duration retryAfter) {
        long max = FIRST.toMillis() << Math.min(failures, MAX_DOUBLINGS);
        Duration delay = Duration.ofMillis(Math.round(max * (1 - random.getAsDouble() / 2)));
        return retryAfter != null && retryAfter.compareTo(delay) > 0 ? retryAfter : delay;
    }
}
