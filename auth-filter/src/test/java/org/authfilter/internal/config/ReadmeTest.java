package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of keys in the documentation are those of the declarations. */
class ReadmeTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([a-z-]+)` \\| (`[^`]*`|–|[^`|]+) \\| (.+) \\|$");

    /** A row of a table of keys. */
    record Row(String key, String byDefault) {}

    @Test
    void the_documentation_has_the_declared_keys_and_defaults_in_their_order() throws IOException {
        assertThat(rows())
                .containsExactlyElementsOf(Keys.all().stream()
                        .flatMap(group -> group.keys().stream())
                        .map(key -> new Row(key.name(), key.documentedDefault()))
                        .toList());
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "README.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.find())
                .map(row -> new Row(row.group(1), row.group(2)))
                .toList();
    }
}
