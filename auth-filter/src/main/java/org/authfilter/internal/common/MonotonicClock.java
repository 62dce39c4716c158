package org.authfilter.internal.common;

import java.time.Instant;
import java.time.InstantSource;

/** Instants for waits, not for dates: they start at the time of a clock, and are never set back with it. Thread-safe. */
public final class MonotonicClock implements InstantSource {

    private final Instant start;
    private final long startNanos = System.nanoTime();

    public MonotonicClock(InstantSource dates) {
        this.start = dates.instant();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(System.nanoTime() - startNanos);
    }
}
