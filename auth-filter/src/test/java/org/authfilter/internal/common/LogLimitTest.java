package org.authfilter.internal.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.authfilter.testkit.MutableClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLimitTest {

    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final LogLimit limit = new LogLimit(clock);
    private final Lines lines = new Lines();

    private void log(String kind, String address) {
        limit.log(lines, Level.WARNING, kind, "Rejected: {0}", address);
    }

    @Test
    void one_line_a_minute_and_kind_is_logged() {
        log("a", "1");
        log("a", "2");
        log("b", "3");
        clock.advance(Duration.ofSeconds(59));
        log("a", "4");

        assertThat(lines.all).containsExactly("Rejected: 1", "Rejected: 3");
    }

    @Test
    void the_next_line_of_a_kind_tells_how_many_were_left_out() {
        log("a", "1");
        for (int i = 0; i < 1500; i++) {
            log("a", "2");
        }
        clock.advance(Duration.ofMinutes(1));
        log("a", "3");
        clock.advance(Duration.ofMinutes(1));
        log("a", "4");

        assertThat(lines.all)
                .containsExactly("Rejected: 1", "Rejected: 3 (1500 similar messages left out before)", "Rejected: 4");
    }

    /** A logger that keeps the formatted lines. */
    private static final class Lines implements Logger {

        private final List<String> all = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            all.add(String.valueOf(text));
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... params) {
            all.add(MessageFormat.format(String.valueOf(format), params));
        }
    }
}
