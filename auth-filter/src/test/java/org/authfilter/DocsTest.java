package org.authfilter;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes, tests, rules, packages and loggers that the pages in {@code docs} name exist, and none is missing. */
class DocsTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final List<Path> TESTS =
            List.of(Path.of("src/test/java"), Path.of("src/it/java"), Path.of("../sample-war/src/test/java"));
    private static final Pattern NAMED_TEST = Pattern.compile("`(?:[a-z]+\\.)*([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");
    private static final Pattern NAME = Pattern.compile("`([A-Z]\\w*)`");
    private static final Pattern RULE = Pattern.compile("(?<![\\w-])R\\d+a?(?![a-zA-Z0-9-])");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\\\n]|\\\\.)*\"");
    private static final Pattern LOGGER = Pattern.compile("getLogger\\(\"([\\w.]+)\"\\)");

    /** One row of the table of rules. */
    private record Rule(String number, String classes, String tests) {}

    @ParameterizedTest
    @ValueSource(strings = {"security.md", "openid-certification.md", "architecture.md"})
    void every_test_that_a_page_names_exists(String page) throws IOException {
        Map<String, String> tests = tests();

        List<MatchResult> named =
                NAMED_TEST.matcher(Files.readString(page(page))).results().toList();

        assertThat(named).hasSizeGreaterThan(20).allSatisfy(test -> {
            assertThat(tests).containsKey(test.group(1));
            if (test.group(2) != null) {
                assertThat(tests.get(test.group(1))).contains("void " + test.group(2) + "(");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("rules")
    void a_rule_names_classes_and_tests_that_exist(Rule rule) {
        assertThat(names(rule.classes()))
                .isNotEmpty()
                .isSubsetOf(sources(List.of(MAIN)).keySet());
        assertThat(names(rule.tests())).isNotEmpty().isSubsetOf(tests().keySet());
    }

    @Test
    void every_rule_number_in_the_code_and_in_the_names_of_tests_is_in_the_table() throws IOException {
        Set<String> known = rules().map(Rule::number).collect(toCollection(TreeSet::new));
        Set<String> quoted = new TreeSet<>();
        Stream.concat(sources(List.of(MAIN)).values().stream(), tests().values().stream())
                .forEach(text -> quoted.addAll(ruleNumbers(text)));

        assertThat(quoted).isSubsetOf(known);
        assertThat(known).isSubsetOf(quoted);
    }

    @Test
    void no_message_contains_a_rule_number() {
        sources(List.of(MAIN))
                .forEach((name, text) -> assertThat(STRING.matcher(text).results())
                        .as(name)
                        .noneMatch(string -> RULE.matcher(string.group()).find()));
    }

    @Test
    void the_architecture_page_lists_every_package_below_internal() throws IOException {
        String page = Files.readString(page("architecture.md"));
        Set<String> packages;
        try (Stream<Path> below = Files.list(MAIN.resolve("org/authfilter/internal"))) {
            packages = below.map(folder -> "`internal." + folder.getFileName() + "`")
                    .collect(Collectors.toSet());
        }

        assertThat(packages)
                .hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(page).contains(name));
    }

    @Test
    void the_architecture_page_lists_every_logger() throws IOException {
        String page = Files.readString(page("architecture.md"));
        Set<String> loggers = new TreeSet<>();
        sources(List.of(MAIN))
                .values()
                .forEach(text ->
                        LOGGER.matcher(text).results().forEach(logger -> loggers.add("`" + logger.group(1) + "`")));

        assertThat(loggers).isNotEmpty().allSatisfy(name -> assertThat(page).contains(name));
    }

    /** The numbers in a text; in a name such as {@code R5_R6_a_late_request} each counts. */
    private static Set<String> ruleNumbers(String text) {
        return RULE.matcher(text.replace('_', ' '))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).collect(Collectors.toSet());
    }

    private static Stream<Rule> rules() throws IOException {
        return Files.readAllLines(page("architecture.md")).stream()
                .filter(line -> line.matches("\\| R\\d+a? \\|.*"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .map(cells -> new Rule(cells.get(1), cells.get(3), cells.get(4)));
    }

    private static Map<String, String> tests() {
        return sources(TESTS);
    }

    private static Map<String, String> sources(List<Path> roots) {
        List<Path> files = new ArrayList<>();
        for (Path root : roots) {
            try (Stream<Path> tree = Files.walk(root)) {
                tree.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files.stream().collect(Collectors.toMap(DocsTest::name, DocsTest::text, String::concat));
    }

    private static Path page(String name) {
        return Path.of("docs", name);
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
