package org.authfilter.internal.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseTimesTest {

    private final ResponseTimes times =
            new ResponseTimes(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(5));

    @Test
    void R4_the_patience_is_2_s_while_nothing_is_known() {
        assertThat(patience()).isEqualTo(2000);
    }

    @ParameterizedTest(name = "{0} responses after {1} ms: patience {2} ms")
    @CsvSource({
        "1, 10, 2000",
        "3, 10, 2000",
        "1, 600, 2400",
        "4, 10, 500",
        "4, 125, 500",
        "4, 126, 504",
        "4, 2000, 5000"
    })
    void R4_the_patience_is_four_times_the_response_time_between_500_ms_and_the_deadline(
            int responses, long millis, long expected) {
        add(LongStream.generate(() -> millis).limit(responses));

        assertThat(patience()).isEqualTo(expected);
    }

    @Test
    void R4_the_slowest_tenth_of_the_responses_does_not_count() {
        add(LongStream.of(150, 150, 150, 150, 150, 150, 150, 150, 150, 4000));

        assertThat(patience()).isEqualTo(600);
    }

    @Test
    void R4_a_second_slow_response_of_ten_counts() {
        add(LongStream.of(150, 150, 150, 150, 150, 150, 150, 150, 1000, 4000));

        assertThat(patience()).isEqualTo(4000);
    }

    @Test
    void R4_only_the_last_16_responses_count() {
        add(LongStream.generate(() -> 4000).limit(16));
        add(LongStream.generate(() -> 200).limit(16));

        assertThat(patience()).isEqualTo(800);
    }

    private void add(LongStream millis) {
        millis.mapToObj(Duration::ofMillis).forEach(times::add);
    }

    private long patience() {
        return times.patience().toMillis();
    }

    @Test
    void the_usual_response_time_is_the_90th_percentile_and_zero_at_first() {
        assertThat(times.usual()).isZero();

        add(LongStream.rangeClosed(1, 10).map(i -> i * 100));

        assertThat(times.usual()).isEqualTo(Duration.ofMillis(900));
    }
}
