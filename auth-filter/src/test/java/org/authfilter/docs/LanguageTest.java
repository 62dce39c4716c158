package org.authfilter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The project speaks the words of its field: the glossary in {@code architecture.md} has the right ones. */
class LanguageTest {

    private static final Pattern FORBIDDEN = Pattern.compile("renew|visitor|judge|whoever|nobody|somebody");

    /** A name, or a word that a glossary advises against. */
    private static final Pattern QUOTED = Pattern.compile("`[^`]*`");

    @ParameterizedTest
    @MethodSource("org.authfilter.docs.Document#all")
    void documents_use_the_words_of_the_field(Document document) {
        List<String> lines = document.lines().stream()
                .map(line -> QUOTED.matcher(line).replaceAll(""))
                .toList();
        assertThat(forbiddenIn(document.file(), lines)).isEmpty();
    }

    private static List<String> forbiddenIn(Path file, List<String> lines) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (FORBIDDEN.matcher(lines.get(i).toLowerCase(Locale.ROOT)).find()) {
                found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
            }
        }
        return found;
    }
}
