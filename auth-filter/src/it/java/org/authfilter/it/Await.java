package org.authfilter.it;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The one place where a test on a real server waits, always with an end. */
public final class Await {

    private static final Duration STEP = Duration.ofMillis(20);

    private Await() {}

    /** Returns once the system's clock has reached {@code instant}, which lies less than a minute ahead. */
    public static void until(Instant instant) {
        until(
                "the clock shows " + instant,
                Duration.ofMinutes(1),
                () -> !Instant.now().isBefore(instant));
    }

    /**
     * Returns once {@code condition} holds.
     *
     * @throws AssertionError naming {@code what} if that takes longer than {@code atMost}
     */
    public static void until(String what, Duration atMost, BooleanSupplier condition) {
        until(what, atMost, condition, () -> "");
    }

    /** The same; if it takes longer, {@code why} is asked for more to say. */
    public static void until(String what, Duration atMost, BooleanSupplier condition, Supplier<String> why) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited " + atMost + " in vain until " + what + why.get());
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }
}
