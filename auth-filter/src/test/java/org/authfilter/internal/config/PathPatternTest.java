package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {

    @ParameterizedTest(name = "{0} matches {1}: {2}")
    @CsvSource({
        "/account,     /account,          true",
        "/account,     /account/,         false",
        "/account,     /account/x,        false",
        "/account,     /Account,          false",
        "/account,     /accounts,         false",
        "/account,     /,                 false",
        "/account,     '',                false",
        "/,            /,                 true",
        "/,            /x,                false",
        "/a.b/c,       /a.b/c,            true",
        "/a.b/c,       /aXb/c,            false",
        "/api/*,       /api,              true",
        "/api/*,       /api/,             true",
        "/api/*,       /api/orders,       true",
        "/api/*,       /api/orders/17,    true",
        "/api/*,       /apis,             false",
        "/api/*,       /apis/orders,      false",
        "/api/*,       /v1/api/orders,    false",
        "/api/*,       /API/orders,       false",
        "/a/b/*,       /a/b/c,            true",
        "/a/b/*,       /a/bc,             false",
        "/a/b/*,       /a,                false",
        "*.css,        /style.css,        true",
        "*.css,        /a/b/style.css,    true",
        "*.css,        /a.css/b,          false",
        "*.css,        /style.css/,       false",
        "*.css,        /stylecss,         false",
        "*.css,        /style.css.map,    false",
        "*.css,        /style.CSS,        false",
        "*.css,        /.css,             true",
        "*.css,        /a.b.css,          true",
        "*.min.js,     /lib.min.js,       true",
        "*.min.js,     /lib.js,           false",
        "/*,           /,                 true",
        "/*,           '',                true",
        "/*,           /anything/at.all,  true",
    })
    void a_pattern_matches_as_a_servlet_mapping_does(String pattern, String path, boolean matches) {
        assertThat(PathPattern.parse(pattern).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0} before {1}: {2}")
    @CsvSource({
        "/api/x, /api/*, true",
        "/api/*, /api/x, false",
        "/api/*, /*,     true",
        "/a/b/*, /a/*,   true",
        "/a/*,   /a/b/*, false",
        "/a/*,   *.css,  true",
        "*.css,  /*,     true",
        "/a/*,   /a/*,   false",
        "*.css,  *.css,  false",
    })
    void of_two_patterns_the_more_specific_one_counts(String pattern, String other, boolean isMoreSpecific) {
        assertThat(PathPattern.parse(pattern).isMoreSpecificThan(PathPattern.parse(other)))
                .isEqualTo(isMoreSpecific);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "account",
                "api/*",
                "/a*",
                "/*/b",
                "/a/*/b",
                "/a/*/*",
                "/api/**",
                "*.a*",
                "*.a/b",
                "*css",
                "**.css",
                "https://www.example/api/*",
            })
    void a_pattern_that_is_no_servlet_mapping_is_refused(String pattern) {
        assertRefused(pattern);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(
            strings = {"//*", "//api/*", "/api//orders", "/account?x=1", "/account#top", "/a;b", "/a%20b", "/a\\b"})
    void a_pattern_that_matches_no_path_of_a_request_is_refused(String pattern) {
        assertRefused(pattern);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/docs/,   'write /docs/* for all below it, or the page, such as /docs or /docs/index.html'",
        "/a/b.c/,  'write /a/b.c/* for all below it, or the page, such as /a/b.c or /a/b.c/index.html'",
    })
    void a_pattern_with_a_closing_slash_is_refused(String pattern, String remedy) {
        assertThatThrownBy(() -> PathPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(remedy);
    }

    private static void assertRefused(String pattern) {
        assertThatThrownBy(() -> PathPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("write patterns such as /account, /api/*, *.css or /*");
    }
}
