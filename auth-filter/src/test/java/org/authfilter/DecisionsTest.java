package org.authfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision records in {@code docs/decisions}. */
class DecisionsTest {

    private static final Path DIRECTORY = Path.of("docs/decisions");
    private static final Pattern FILE = Pattern.compile("\\d{4}-[a-z0-9-]+\\.md");
    private static final Pattern ROW = Pattern.compile("\\| \\[(\\d{4})\\]\\(([^)]+)\\) \\| (.+) \\|");

    /** Names on the pages that other projects declare. */
    private static final Set<String> FOREIGN = Set.of(
            "`AuthConfigFactory`",
            "`AsyncContext`",
            "`CompletableFuture`",
            "`HttpAuthenticationMechanism`",
            "`HttpSession`",
            "`HttpsJwks`",
            "`HttpsJwksVerificationKeyResolver`",
            "`Map`",
            "`Map.copyOf`",
            "`ServletContainerInitializer`",
            "`ServletExtension`",
            "`String`",
            "`URLConnection`",
            "`@WebFilter`");

    private record Row(String number, String file, String title) {}

    @Test
    void the_index_lists_every_decision_with_its_title() throws IOException {
        List<Row> index = ROW.matcher(ProjectSources.text(DIRECTORY.resolve("README.md")))
                .results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
                .toList();

        assertThat(index)
                .containsExactlyElementsOf(decisions()
                        .map(file -> file.getFileName().toString())
                        .map(name -> new Row(name.substring(0, 4), name, title(DIRECTORY.resolve(name))))
                        .toList());
    }

    @Test
    void the_decisions_are_numbered_without_a_gap() throws IOException {
        List<Path> decisions = decisions().toList();

        assertThat(decisions).isNotEmpty();
        for (int i = 0; i < decisions.size(); i++) {
            assertThat(decisions.get(i).getFileName().toString()).startsWith("%04d-".formatted(i + 1));
        }
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_has_status_date_and_four_sections(Path file) {
        String page = ProjectSources.text(file);

        assertThat(page)
                .containsPattern("\\* Status: (accepted|superseded by \\[)")
                .containsPattern("\\* Date: \\d{4}-");
        assertThat(page.lines().filter(line -> line.startsWith("## ")))
                .containsExactly("## Context", "## Decision", "## Rejected options", "## Consequences");
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_decision_fits_on_one_page(Path file) {
        assertThat(Arrays.asList(ProjectSources.text(file).split("\\s+"))).hasSizeLessThan(500);
    }

    @Test
    void the_classes_that_decisions_name_exist() throws IOException {
        ProjectSources sources = new ProjectSources();

        assertThat(decisions().flatMap(file -> sources.unknownNames(ProjectSources.text(file)).stream()))
                .as("Names that no source has; other projects' names belong into the list of this test")
                .isSubsetOf(FOREIGN);
    }

    private static String title(Path file) {
        return ProjectSources.text(file).lines().findFirst().orElse("").replaceFirst("# ", "");
    }

    private static Stream<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files
                    .filter(file -> FILE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
