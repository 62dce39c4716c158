package org.authfilter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An operator finds each message of the log in {@code operations.md}. */
class OperationsTest {

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    /** What stands for a value in the page. */
    private static final String VALUE = "[A-Z]+";

    static Stream<String> messages() throws IOException {
        return LogCalls.in(Path.of("src/main/java")).stream()
                .map(LogCalls.Call::message)
                .distinct();
    }

    @Test
    void each_log_call_has_its_message_beside_it() throws IOException {
        assertThat(LogCalls.in(Path.of("src/main/java")))
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        call -> assertThat(call.message()).as(call.toString()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void the_page_has_each_message_of_the_log(String message) {
        String pattern =
                Stream.of(message.split("\\{\\d*}", -1)).map(Pattern::quote).collect(Collectors.joining(VALUE));

        assertThat(quotedInPage()).as(message).anyMatch(quoted -> quoted.matches(pattern));
    }

    private static List<String> quotedInPage() {
        return QUOTED.matcher(Document.page("operations.md").prose())
                .results()
                .map((MatchResult quoted) -> quoted.group(1))
                .toList();
    }
}
