package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "0s,          PT0S",
        "1ms,         PT0.001S",
        "500ms,       PT0.5S",
        "1s,          PT1S",
        "60s,         PT1M",
        "090s,        PT1M30S",
        "5m,          PT5M",
        "1h,          PT1H",
        "24h,         PT24H",
        "30d,         PT720H",
        "3650d,       PT87600H",
        "315360000s,  PT87600H",
        "999999999ms, PT999999.999S",
        "PT0S,        PT0S",
        "PT1M,        PT1M",
        "pt1m,        PT1M",
        "P1D,         PT24H",
        "P1DT2H3M4.5S,PT26H3M4.5S",
        "PT90M,       PT1H30M",
        "P3650D,      PT87600H",
        "-PT-1S,      PT1S",
    })
    void a_duration_is_written_short_or_in_ISO_8601(String written, Duration read) {
        assertThat(Converters.duration(written)).isEqualTo(read);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "60",
                "s",
                "5 m",
                "5M",
                "1w",
                "1.5h",
                "-5s",
                "+5s",
                "1h30m",
                "1234567890s",
                "PT",
                "P1M",
                "P1Y",
                "PT1",
                "٣s",
                "soon",
                "PT99999999999999999999S",
            })
    void another_text_is_refused_with_examples(String written) {
        assertThatThrownBy(() -> Converters.duration(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("write a duration such as 60s, 5m, 1h, 30d or PT1M");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "3651d",
                "87601h",
                "315360001s",
                "999999999d",
                "P3650DT0.000000001S",
                "PT2562047788015215H",
                "PT-1S",
                "-PT1S",
                "PT-0.000000001S"
            })
    void a_duration_is_neither_negative_nor_longer_than_ten_years(String written) {
        assertThatThrownBy(() -> Converters.duration(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("write a duration from 0s to 3650d");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"0s", "0ms", "0d", "PT0S"})
    void a_timeout_is_above_zero(String written) {
        assertThatThrownBy(() -> Converters.positiveDuration(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("write a duration above zero, such as 60s");
        assertThat(Converters.positiveDuration("1ms")).isEqualTo(Duration.ofMillis(1));
    }
}
