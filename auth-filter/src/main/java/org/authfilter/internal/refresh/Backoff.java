package org.authfilter.internal.refresh;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long an issuer that failed is left alone: 1 s, doubled with each failure up to 32 s, of which a random part of at
 * most a half is taken off; never less than the issuer asked for.
 *
 * @param random gives values from 0 to 1
 */
record Backoff(DoubleSupplier random) {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 5;

    Duration wait(int failures, @Nullable Duration asked) {
        long longest = FIRST.toMillis() << Math.min(failures, MOST_DOUBLINGS);
        Duration own = Duration.ofMillis(Math.round(longest * (1 - random.getAsDouble() / 2)));
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }
}
