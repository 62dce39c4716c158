package org.authfilter.internal.provider.credentials;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a time as date libraries write it: ISO 8601 with or without offset, with a space for the {@code T}, with any
 * fraction of a second; {@code /Date(…)/} of .NET; RFC 1123. Without an offset it is UTC; the name of a zone does not count without one.
 */
final class WrittenTime {

    private static final Pattern ISO =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?)"
                    + "\\s*(?:(?:[Zz]|UTC|GMT|([+-]\\d\\d)(?::?(\\d\\d))?(?:\\s+[A-Z]{1,5})?)(?:\\[[^\\]]*])?)?");
    private static final Pattern DOT_NET = Pattern.compile("/Date\\((-?\\d{1,18})(?:[+-]\\d{4})?\\)/");

    private WrittenTime() {}

    /** Throws {@link DateTimeException} if {@code text} is no time. */
    static Instant parse(String text) {
        String stripped = text.strip();
        Matcher dotNet = DOT_NET.matcher(stripped);
        if (dotNet.matches()) {
            return Instant.ofEpochMilli(Long.parseLong(dotNet.group(1)));
        }
        Matcher iso = ISO.matcher(stripped);
        return iso.matches()
                ? LocalDate.parse(iso.group(1))
                        .atTime(LocalTime.parse(iso.group(2).replace(',', '.')))
                        .toInstant(offset(iso.group(3), iso.group(4)))
                : ZonedDateTime.parse(stripped, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
    }

    private static ZoneOffset offset(@Nullable String hours, @Nullable String minutes) {
        return hours == null ? ZoneOffset.UTC : ZoneOffset.of(hours + ":" + (minutes == null ? "00" : minutes));
    }
}
