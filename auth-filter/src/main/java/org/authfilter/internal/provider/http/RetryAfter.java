package org.authfilter.internal.provider.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private RetryAfter() {}

    /** At most five minutes, so that a wrong value does not lock out all users; {@code null} if the value is invalid. */
    static @Nullable Duration parse(String value, Instant now) {
        Duration wait = seconds(value.strip());
        if (wait == null) {
            wait = untilDate(value.strip(), now);
        }
        if (wait == null || wait.isNegative()) {
            return null;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static @Nullable Duration seconds(String value) {
        try {
            return Duration.ofSeconds(Long.parseLong(value));
        } catch (NumberFormatException aDate) {
            return null;
        }
    }

    private static @Nullable Duration untilDate(String value, Instant now) {
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
