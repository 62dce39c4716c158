package org.authfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in {@code docs} promise tests: they have to be there. */
class DocsTest {

    private static final Pattern PROMISE = Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");

    @ParameterizedTest
    @ValueSource(strings = {"security.md", "openid-certification.md"})
    void every_test_that_a_page_names_exists(String page) throws IOException {
        Map<String, String> tests = tests();

        List<MatchResult> promises = PROMISE.matcher(Files.readString(Path.of("docs", page)))
                .results()
                .toList();

        assertThat(promises).hasSizeGreaterThan(20).allSatisfy(promise -> {
            assertThat(tests).containsKey(promise.group(1));
            if (promise.group(2) != null) {
                assertThat(tests.get(promise.group(1))).contains("void " + promise.group(2) + "(");
            }
        });
    }

    private static Map<String, String> tests() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path sources : List.of(Path.of("src/test/java"), Path.of("../sample-war/src/test/java"))) {
            try (Stream<Path> tree = Files.walk(sources)) {
                tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files.stream().collect(Collectors.toMap(DocsTest::name, DocsTest::text, String::concat));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
