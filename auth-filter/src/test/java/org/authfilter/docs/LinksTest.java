package org.authfilter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the project's documents, and to its files, lead somewhere. */
class LinksTest {

    @Test
    void the_README_links_to_each_page() {
        List<String> linked = Document.readme().links();

        assertThat(Document.all().stream()
                        .map(Document::toString)
                        .filter(name -> name.startsWith("auth-filter/docs/") && !name.contains("/decisions/"))
                        .toList())
                .isNotEmpty()
                .allSatisfy(page -> assertThat(linked).anyMatch(link -> link.startsWith(page)));
    }

    @ParameterizedTest
    @MethodSource("org.authfilter.docs.Document#all")
    void each_link_leads_to_a_file_and_a_heading(Document document) {
        List<String> broken = document.links().stream()
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !leadsSomewhere(document, link))
                .toList();

        assertThat(broken).as("links of " + document).isEmpty();
    }

    private static boolean leadsSomewhere(Document document, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty()
                ? document.file()
                : document.file().resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || hasHeading(target, parts[1]));
    }

    private static boolean hasHeading(Path target, String anchor) {
        return Document.all().stream()
                .filter(any -> any.file().equals(target))
                .anyMatch(linked -> linked.anchors().contains(anchor));
    }
}
