package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmeTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\| (`[^`]*`|–|8 per processor) \\|");

    /** A row of one of the README's tables of keys. */
    record Row(String key, String byDefault) {}

    @Test
    void the_README_has_a_row_for_each_key_in_their_order_and_no_other() throws IOException {
        Stream<String> keys = Stream.concat(
                Arrays.stream(Key.values()).map(Key::wireName), ofProviders().map(ProviderKey::wireName));

        assertThat(rows()).extracting(Row::key).containsExactlyElementsOf(keys.toList());
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void the_README_tells_the_default_of(String key, String byDefault) throws IOException {
        assertThat(rows()).contains(new Row(key, byDefault));
    }

    static Stream<String[]> defaults() {
        return Stream.concat(
                Arrays.stream(Key.values())
                        .filter(key -> key != Key.MAX_WAITING_REQUESTS)
                        .map(key -> new String[] {key.wireName(), written(key.defaultValue())}),
                ofProviders().map(key -> new String[] {key.wireName(), written(key.defaultValue())}));
    }

    private static Stream<ProviderKey> ofProviders() {
        return Arrays.stream(ProviderType.values()).flatMap(type -> Arrays.stream(ProviderKey.of(type)));
    }

    private static String written(String byDefault) {
        return byDefault == null ? "–" : "`" + byDefault + "`";
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "README.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.find())
                .map(row -> new Row(row.group(1), row.group(2)))
                .toList();
    }
}
