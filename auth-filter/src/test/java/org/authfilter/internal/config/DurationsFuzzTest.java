package org.authfilter.internal.config;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.authfilter.internal.fuzz.FuzzTarget;

/** A duration is read as it is written, or refused with the remedy. The input: a value. */
class DurationsFuzzTest implements FuzzTarget {

    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})([a-z]+)");
    private static final Map<String, Integer> MILLIS = Map.ofEntries(
            entry("ms", 1), entry("s", 1_000), entry("m", 60_000), entry("h", 3_600_000), entry("d", 86_400_000));

    @Override
    @FuzzTest
    public void every_input_passes(byte[] input) {
        String value = new String(input, StandardCharsets.UTF_8);
        Matcher shortForm = SHORT.matcher(value);
        boolean isShort = shortForm.matches() && MILLIS.containsKey(shortForm.group(2));
        try {
            Duration read = Converters.duration(value);
            assertThat(read).isBetween(Duration.ZERO, LONGEST);
            assertThat(Converters.duration(read.toString())).isEqualTo(read);
            assertThat(BigInteger.valueOf(read.toMillis()))
                    .isEqualTo(
                            isShort
                                    ? millis(shortForm)
                                    : BigInteger.valueOf(Duration.parse(value).toMillis()));
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageStartingWith("write a duration");
            assertThat(isShort && millis(shortForm).compareTo(BigInteger.valueOf(LONGEST.toMillis())) <= 0)
                    .isFalse();
        }
    }

    private static BigInteger millis(Matcher shortForm) {
        return new BigInteger(shortForm.group(1)).multiply(BigInteger.valueOf(MILLIS.get(shortForm.group(2))));
    }
}
