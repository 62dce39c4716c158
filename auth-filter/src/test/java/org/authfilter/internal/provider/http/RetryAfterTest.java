package org.authfilter.internal.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0                             | PT0S",
                "1                             | PT1S",
                "120                           | PT2M",
                "300                           | PT5M",
                "301                           | PT5M",
                "86400                         | PT5M",
                "9223372036854775807           | PT5M",
                "'  17  '                      | PT17S",
                "Sun, 01 Nov 2026 12:00:00 GMT | PT0S",
                "Sun, 01 Nov 2026 12:00:30 GMT | PT30S",
                "Sun, 1 Nov 2026 12:00:30 GMT  | PT30S",
                "Sun, 01 Nov 2026 12:05:00 GMT | PT5M",
                "Sun, 01 Nov 2026 12:05:01 GMT | PT5M",
                "Fri, 31 Dec 9999 23:59:59 GMT | PT5M",
            })
    void it_is_seconds_or_a_date_and_at_most_five_minutes(String header, Duration wait) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(wait);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "1.5",
                "1s",
                "soon",
                "9223372036854775808",
                "2026-11-01T12:00:30Z",
                "Sun, 01 Nov 2026 11:59:59 GMT",
                "Mon, 01 Nov 2026 12:00:30 GMT",
                "Sun, 31 Feb 2026 12:00:30 GMT",
            })
    void another_value_counts_as_missing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isNull();
    }
}
