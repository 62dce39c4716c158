package org.authfilter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The diffs in {@code variants}: if the sample changes, they have to change with it. */
class VariantsTest {

    private static final Path ROOT = Path.of("..");
    private static final Path VARIANTS = Path.of("variants");

    @ParameterizedTest
    @MethodSource("diffs")
    void a_variant_applies_to_the_sample_and_changes_no_class(Path diff) {
        assertThat(UnifiedDiff.read(diff).apply(ROOT).keySet())
                .isNotEmpty()
                .allMatch(path -> path.matches("sample-war/src/main/(resources|webapp)/.+"));
    }

    @Test
    void the_readme_lists_every_variant() throws IOException {
        String readme = Files.readString(VARIANTS.resolve("README.md"));

        assertThat(diffs().map(diff -> diff.getFileName().toString()))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(name -> readme.contains("](" + name + ")"));
    }

    @Test
    void a_diff_that_does_not_fit_is_refused(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("file"), List.of("one", "two", "three"));
        Path diff = Files.write(
                directory.resolve("a.diff"),
                List.of(
                        "diff --git a/file b/file",
                        "--- a/file",
                        "+++ b/file",
                        "@@ -1,2 +1,2 @@",
                        " one",
                        "-2",
                        "+II"));

        assertThatThrownBy(() -> UnifiedDiff.read(diff).apply(directory))
                .isInstanceOf(AssertionError.class)
                .hasMessage("a.diff does not fit file at line 2: -2");
    }

    @Test
    void a_diff_changes_removes_and_adds_lines_and_files(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("file"), List.of("one", "two", "three", "four", "five"));
        Path diff = Files.write(
                directory.resolve("a.diff"),
                List.of(
                        "diff --git a/file b/file",
                        "--- a/file",
                        "+++ b/file",
                        "@@ -1,2 +1,3 @@",
                        " one",
                        "-two",
                        "+II",
                        "+II a",
                        "@@ -4 +5,0 @@",
                        "-four",
                        "diff --git a/new b/new",
                        "--- /dev/null",
                        "+++ b/new",
                        "@@ -0,0 +1 @@",
                        "+first"));

        assertThat(UnifiedDiff.read(diff).apply(directory))
                .containsEntry("file", "one\nII\nII a\nthree\nfive\n")
                .containsEntry("new", "first\n");
    }

    private static Stream<Path> diffs() throws IOException {
        try (Stream<Path> files = Files.list(VARIANTS)) {
            return files.filter(file -> file.toString().endsWith(".diff")).sorted().toList().stream();
        }
    }
}
