package org.authfilter.internal.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDepthTest {

    private static final int LIMIT = JsonDepth.LIMIT;

    @Test
    void a_text_nested_up_to_the_limit_is_accepted() {
        assertThat(JsonDepth.exceedsLimit("[".repeat(LIMIT) + "]".repeat(LIMIT)))
                .isFalse();
        assertThat(JsonDepth.exceedsLimit("{\"a\":".repeat(LIMIT) + "1" + "}".repeat(LIMIT)))
                .isFalse();
    }

    @Test
    void a_text_nested_deeper_than_the_limit_is_refused() {
        assertThat(JsonDepth.exceedsLimit("[".repeat(LIMIT + 1) + "]".repeat(LIMIT + 1)))
                .isTrue();
        assertThat(JsonDepth.exceedsLimit("{\"a\":[".repeat(LIMIT / 2) + "{}" + "]}".repeat(LIMIT / 2)))
                .isTrue();
    }

    @Test
    void three_million_open_arrays_are_refused() {
        assertThat(JsonDepth.exceedsLimit("{\"iss\":\"x\",\"y\":" + "[".repeat(3_000_000)))
                .isTrue();
    }

    @Test
    void siblings_add_no_depth() {
        assertThat(JsonDepth.exceedsLimit("[" + "[],{},".repeat(100_000) + "1]"))
                .isFalse();
    }

    @Test
    void closing_brackets_before_opening_ones_give_no_credit() {
        assertThat(JsonDepth.exceedsLimit("]".repeat(1000) + "[".repeat(LIMIT + 1)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{", "\\\"[", "\\\\\\\"[", "\\u0022["})
    void brackets_inside_of_strings_do_not_count(String content) {
        String text = "[\"" + content.repeat(LIMIT + 1) + "\"]";

        assertThat(JsonDepth.exceedsLimit(text)).isFalse();
    }

    @Test
    void an_escaped_backslash_does_not_hide_the_end_of_a_string() {
        String text = "[\"\\\\\"," + "[".repeat(LIMIT);

        assertThat(JsonDepth.exceedsLimit(text)).isTrue();
    }

    @Test
    void text_that_ends_within_a_string_or_an_escape_is_no_error() {
        assertThat(JsonDepth.exceedsLimit("[\"abc")).isFalse();
        assertThat(JsonDepth.exceedsLimit("[\"\\")).isFalse();
        assertThat(JsonDepth.exceedsLimit("")).isFalse();
    }
}
