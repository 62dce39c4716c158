package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRulesTest {

    @ParameterizedTest(name = "protected {0}, public {1}: {2} is protected: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // exact before everything
                "/api/*         | /api/health       | /api/health       | false",
                "/api/*         | /api/health       | /api/health/deep  | true",
                "/api/health    | /api/*            | /api/health       | true",
                "/api/health    | /api/*            | /api/orders       | false",
                "/index.html    | *.html            | /index.html       | true",
                "*.html         | /index.html       | /index.html       | false",
                // then the longest prefix
                "/*             | /api/*            | /api/orders       | false",
                "/api/*         | /*                | /api/orders       | true",
                "/api/admin/*   | /api/*            | /api/admin/users  | true",
                "/api/admin/*   | /api/*            | /api/orders       | false",
                "/api/*,/api/public/secret/* | /api/public/* | /api/public/secret/x | true",
                "/api/*,/api/public/secret/* | /api/public/* | /api/public/x        | false",
                "/api/*,/api/public/secret/* | /api/public/* | /api/orders          | true",
                "/api/*         | *.json            | /api/a.json       | true",
                "*.json         | /api/*            | /api/a.json       | false",
                // then the extension
                "/*             | *.css,*.js        | /style.css        | false",
                "/*             | *.css,*.js        | /style.scss       | true",
                "*.css          | /*                | /style.css        | true",
                "*.js           | *.min.js          | /lib.min.js       | false",
                "*.js           | *.min.js          | /lib.js           | true",
                "*.min.js       | *.js              | /lib.min.js       | true",
                // public at a tie
                "/*             | /*                | /anything         | false",
                "/api/*         | /api/*            | /api/orders       | false",
                "/account       | /account          | /account          | false",
                "*.css          | *.css             | /style.css        | false",
                "*.css          | *.txt             | /style.css        | true",
                // the order of writing does not matter
                "/api/*,/*      | /api/public/*     | /api/public/x     | false",
                "/*,/api/*      | /api/public/*,/b  | /api/public/x     | false",
                // a path without a pattern is public
                "/api/*         | ''                | /index.html       | false",
                "/*             | ''                | /index.html       | true",
                "/*             | ''                | /                 | true",
            })
    void the_most_specific_pattern_decides(String guarded, String open, String path, boolean isProtected) {
        assertThat(new PathRules(patterns(guarded), patterns(open)).isProtected(path))
                .isEqualTo(isProtected);
    }

    @Test
    void every_path_is_protected_by_default() {
        PathRules rules = TestConfiguration.ofOneBackend().read().pathRules();

        assertThat(rules.isProtected("/")).isTrue();
        assertThat(rules.isProtected("/any/path.css")).isTrue();
    }

    @Test
    void patterns_are_separated_by_commas_with_space_around_and_may_end_in_one() {
        PathRules rules = TestConfiguration.ofOneBackend()
                .set("protected-paths", " /api/* ,\n /admin/* , ")
                .set("public-paths", "*.css , /api/health")
                .read()
                .pathRules();

        assertThat(rules.protectedPaths()).containsExactly(PathPattern.parse("/api/*"), PathPattern.parse("/admin/*"));
        assertThat(rules.publicPaths()).containsExactly(PathPattern.parse("*.css"), PathPattern.parse("/api/health"));
    }

    private static List<PathPattern> patterns(String written) {
        return Arrays.stream(written.split(","))
                .filter(pattern -> !pattern.isEmpty())
                .map(PathPattern::parse)
                .toList();
    }
}
