package org.authfilter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README stays what an engineer reads in three minutes. */
class ReadmeTest {

    private static final int MOST_LINES = 150;
    private static final int MOST_WORDS = 20;

    @Test
    void the_README_has_at_most_150_lines() {
        assertThat(Document.readme().lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void six_bullets_of_at_most_20_words_describe_the_library_and_link_to_pages() {
        assertThat(bulletsOf("## What it does")).hasSize(6).allSatisfy(bullet -> {
            assertThat(bullet).contains("](");
            assertThat(words(bullet)).hasSizeLessThanOrEqualTo(MOST_WORDS);
        });
    }

    @Test
    void the_README_names_the_commands_for_the_sample_and_for_all_tests() {
        assertThat(Document.readme().blocks())
                .filteredOn(block -> block.language().equals("sh"))
                .singleElement()
                .satisfies(block -> assertThat(block.text()).contains("mvn -Pwildfly ", "mvn verify "));
    }

    private static List<String> bulletsOf(String heading) {
        List<String> lines = Document.readme().lines();
        List<String> bullets = new ArrayList<>();
        for (int i = lines.indexOf(heading) + 1; !lines.get(i).startsWith("## "); i++) {
            if (lines.get(i).startsWith("* ")) {
                bullets.add(lines.get(i).substring(2));
            }
        }
        return bullets;
    }

    private static String[] words(String bullet) {
        return bullet.replaceAll("\\]\\([^)]*\\)", "")
                .replaceAll("[\\[\\]*]", "")
                .split("\\s+", -1);
    }
}
