package org.authfilter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The project uses the words of its field: the glossary in {@code architecture.md} has the right ones. */
class LanguageTest {

    private static final Pattern FORBIDDEN = Pattern.compile(
            "renew|visitor|judg|verdict|whoever|nobody|somebody|everybody|mistake|answer", Pattern.CASE_INSENSITIVE);

    /** A name, or a word that a glossary advises against. */
    private static final Pattern QUOTED = Pattern.compile("`[^`]*`|\"[^\"]*\"");

    /** Names of other libraries that only look forbidden. */
    private static final Pattern OF_OTHERS = Pattern.compile("noBody\\(|hasNoBody");

    @ParameterizedTest
    @MethodSource("org.authfilter.docs.Document#all")
    void documents_use_the_words_of_the_field(Document document) {
        List<String> lines = document.lines().stream()
                .map(line -> QUOTED.matcher(line).replaceAll(""))
                .toList();

        assertThat(forbiddenIn(document.file(), lines)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main", "src/test", "src/it", "../sample-war/src"})
    void code_uses_the_words_of_the_field(Path directory) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.filter(LanguageTest::isText).toList()) {
                found.addAll(forbiddenIn(file, Files.readAllLines(file, StandardCharsets.UTF_8)));
            }
        }

        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"the answer of the issuer", "Visitors", "judgedBy(token)", "isRenewed", "signs nobody in"})
    void a_forbidden_word_is_found_in_any_form(String line) {
        assertThat(forbiddenIn(Path.of("Any.java"), List.of(line))).hasSize(1);
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file)
                && Stream.of(".java", ".js", ".ts", ".xml", ".html", ".xhtml", ".properties", ".txt", ".md")
                        .anyMatch(name::endsWith)
                && !name.equals("languagetest.java");
    }

    private static List<String> forbiddenIn(Path file, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (FORBIDDEN
                    .matcher(OF_OTHERS.matcher(lines.get(i)).replaceAll(""))
                    .find()) {
                found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
            }
        }
        return found;
    }
}
