package org.authfilter.internal.common;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits log lines that unauthenticated clients can cause: at most one a minute and kind. The next line of a kind tells
 * how many similar ones were left out. Thread-safe.
 */
public final class LogLimit {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final InstantSource timer;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    public LogLimit(InstantSource timer) {
        this.timer = timer;
    }

    private record Kind(Instant next, long omitted, boolean isDue, long reported) {}

    /**
     * Logs {@code format} with {@code params}, unless a line of this kind was logged within the last minute.
     *
     * @param kind one of a fixed set of names, for instance the provider's name and the cause; never a value of a client
     * @param format as of {@link Logger#log(Level, String, Object...)}
     */
    public void log(Logger logger, Level level, String kind, String format, @Nullable Object... params) {
        OptionalLong omitted = admit(kind);
        if (omitted.isPresent()) {
            logger.log(level, format + suffix(omitted.getAsLong()), params);
        }
    }

    /** Does the same with {@code message} as it is, and the stack trace of {@code thrown}. */
    public void log(Logger logger, Level level, String kind, String message, Throwable thrown) {
        OptionalLong omitted = admit(kind);
        if (omitted.isPresent()) {
            logger.log(level, message + suffix(omitted.getAsLong()), thrown);
        }
    }

    /** The number of lines left out before this one; empty if this line must be left out, too. */
    private OptionalLong admit(String name) {
        Instant now = timer.instant();
        Kind kind = kinds.compute(name, (key, before) -> {
            if (before == null || !now.isBefore(before.next())) {
                return new Kind(now.plus(PERIOD), 0, true, before == null ? 0 : before.omitted());
            }
            return new Kind(before.next(), before.omitted() + 1, false, 0);
        });
        return kind.isDue() ? OptionalLong.of(kind.reported()) : OptionalLong.empty();
    }

    private static String suffix(long omitted) {
        return omitted == 0 ? "" : " (" + omitted + " similar messages left out before)";
    }
}
