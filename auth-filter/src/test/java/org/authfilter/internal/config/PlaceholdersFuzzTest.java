package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.NoSuchElementException;
import org.authfilter.internal.fuzz.FuzzTarget;

/** Placeholders are filled as a scanner that reads character by character fills them. The input: a value. */
class PlaceholdersFuzzTest implements FuzzTarget {

    private static final String FILLED = "$1\\{${A}";

    @Override
    @FuzzTest
    public void every_input_passes(byte[] input) {
        String value = new String(input, StandardCharsets.UTF_8);
        String expected = null;
        try {
            expected = scanned(value);
        } catch (NoSuchElementException unknown) {
            assertThat(expected).isNull();
        }
        String filled = null;
        try {
            filled = Placeholders.fill(value, PlaceholdersFuzzTest::lookup);
        } catch (IllegalArgumentException unknown) {
            assertThat(unknown).hasMessageStartingWith("set the system property or environment variable ");
        }
        assertThat(filled).isEqualTo(expected);
    }

    /** Names in upper case have a value. */
    private static String lookup(String name) {
        return Character.isUpperCase(name.charAt(0)) ? FILLED : null;
    }

    private static String scanned(String value) {
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            int end = value.indexOf('}', i);
            String inside = value.startsWith("${", i) && end > 0 ? value.substring(i + 2, end) : "";
            if (inside.isEmpty() || inside.startsWith(":")) {
                filled.append(value.charAt(i));
            } else {
                filled.append(filling(inside));
                i = end;
            }
        }
        return filled.toString();
    }

    private static String filling(String inside) {
        int colon = inside.indexOf(':');
        String found = lookup(colon < 0 ? inside : inside.substring(0, colon));
        if (found == null && colon < 0) {
            throw new NoSuchElementException(inside);
        }
        return found == null ? inside.substring(colon + 1) : found;
    }
}
