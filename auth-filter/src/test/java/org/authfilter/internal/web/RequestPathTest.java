package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.MappingMatch;
import java.util.List;
import org.authfilter.internal.config.PathPattern;
import org.authfilter.internal.config.PathPatterns;
import org.authfilter.internal.config.PathRules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestPathTest {

    private static final PathRules SOME_PROTECTED =
            new PathRules(patterns("/admin/*", "/api/orders", "*.secret"), patterns("/admin/public/*"));
    private static final PathRules ALL_PROTECTED = new PathRules(patterns("/*"), patterns("/", "/open/*", "*.css"));

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/admin",
                "/admin/",
                "/admin/users",
                "//admin/users",
                "/admin//users",
                "///admin",
                "/./admin/users",
                "/admin/./users",
                "/x/../admin/users",
                "/admin/public/../users",
                "/admin/x/../users",
                "/admin;jsessionid=1/users",
                "/admin;x/users",
                "/;x/admin/users",
                "/admin/users;a=b",
                "/admin/public;/../users",
                "/api/orders",
                "/api/orders/",
                "/api//orders",
                "/api/orders;v=1",
                "/api/./orders",
                "/x/y.secret",
                "/y.secret/",
                "/y.secret;x=1",
                "/a//y.secret",
            })
    void a_protected_path_is_protected_in_every_spelling(String path) {
        assertThat(of(path).isProtectedBy(SOME_PROTECTED)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "/home",
                "/administrator",
                "/admin.html",
                "/ADMIN/users",
                "/api/orders2",
                "/api/orders/7",
                "/admin/public/logo",
                "/x.secrets",
            })
    void a_path_without_a_matching_pattern_is_public(String path) {
        assertThat(of(path).isProtectedBy(SOME_PROTECTED)).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/,                    false",
        "/open,                false",
        "/open/x,              false",
        "/style.css,           false",
        "/opening,             true",
        "/open/../x,           true",
        "/x/../open/y,         true",
        "//open/x,             true",
        "/x.css/y,             true",
        "/x;.css,              true",
        "/anything,            true",
        "//,                   true",
    })
    void with_everything_protected_only_the_plain_spelling_of_a_public_path_is_public(String path, boolean guarded) {
        assertThat(of(path).isProtectedBy(ALL_PROTECTED)).isEqualTo(guarded);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/a%2fb", "/a%2Fb", "/a%5cb", "/a%5Cb", "/a%00", "/a/..;/b", "/..;x=1/", "/a\\b"})
    void a_path_that_servers_read_in_different_ways_is_ambiguous(String requestUri) {
        assertThat(RequestPath.isAmbiguous(requestUri)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/a/..%3b/b", "/a/..%3Bx/b", "/a/%2e%2e;/b", "/a/.%2E;/b", "/a/%2E.%3B/b"})
    void an_encoded_path_is_ambiguous_like_its_decoded_form(String requestUri) {
        assertThat(RequestPath.isAmbiguous(requestUri)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/a/%2e%2e/b",
                "/a%3bb",
                "/a.%3bb",
                "/a/b",
                "/a;v=1/b",
                "/a%20b",
                "/a..b",
                "/a%252fb",
                "/gr%C3%BC%C3%9Fe"
            })
    void an_ordinary_path_is_not_ambiguous(String requestUri) {
        assertThat(RequestPath.isAmbiguous(requestUri)).isFalse();
    }

    @Test
    void the_path_is_servlet_path_and_path_info() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/shop/api/orders");
        request.setContextPath("/shop");
        request.setServletPath("/api");
        request.setPathInfo("/orders");

        assertThat(RequestPath.of(request, new ServedResources()).served()).isEqualTo("/api/orders");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/api/x,          true",
        "/api//x,         true",
        "/api/./x,        true",
        "/api/../x,       false",
        "/x/../api/y,     false",
        "/api/x;y=1,      true",
        "/apis,           false",
        "/x.hook,         true",
        "/x;.hook,        false",
    })
    void a_path_is_exempt_if_all_its_spellings_are(String path, boolean exempt) {
        assertThat(of(path).isExemptBy(new PathPatterns(patterns("/api/*", "*.hook"))))
                .isEqualTo(exempt);
    }

    @Test
    void an_exempt_extension_does_not_exempt_a_path_of_a_prefix_mapping() {
        PathPatterns exempt = new PathPatterns(patterns("*.hook", "/open/*"));

        assertThat(servedBy("/orders/*", "/orders/x.hook").isExemptBy(exempt)).isFalse();
        assertThat(servedBy("/open/*", "/open/x.hook").isExemptBy(exempt)).isTrue();
    }

    private static RequestPath servedBy(String mapping, String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        String prefix = mapping.substring(0, mapping.length() - 2);
        request.setServletPath(prefix);
        request.setPathInfo(path.substring(prefix.length()));
        request.setHttpServletMapping(new MockHttpServletMapping("", mapping, "servlet", MappingMatch.PATH));
        return RequestPath.of(request, new ServedResources());
    }

    @Test
    void a_path_is_below_another_by_whole_segments_only() {
        assertThat(of("/auth").isAtOrBelow("/auth")).isTrue();
        assertThat(of("/auth/session").isAtOrBelow("/auth")).isTrue();
        assertThat(of("/authors").isAtOrBelow("/auth")).isFalse();
    }

    @ParameterizedTest(name = "served by a mapping {0}: {2}")
    @CsvSource({
        "/orders/*,     PATH,      true",
        "/*,            PATH,      false",
        "*.css,         EXTENSION, false",
        "/,             DEFAULT,   false",
        "/orders/x.css, EXACT,     false"
    })
    void a_public_extension_does_not_open_a_path_of_a_prefix_mapping(
            String mapping, MappingMatch match, boolean guarded) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders/x.css");
        request.setServletPath("/orders");
        request.setPathInfo("/x.css");
        request.setHttpServletMapping(new MockHttpServletMapping("", mapping, "orders", match));

        assertThat(RequestPath.of(request, new ServedResources()).isProtectedBy(ALL_PROTECTED))
                .isEqualTo(guarded);
    }

    @Test
    void a_public_prefix_opens_a_path_of_a_prefix_mapping() {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/open/x");
        request.setServletPath("/open");
        request.setPathInfo("/x");
        request.setHttpServletMapping(new MockHttpServletMapping("", "", "open", MappingMatch.PATH));

        assertThat(RequestPath.of(request, new ServedResources()).isProtectedBy(ALL_PROTECTED))
                .isFalse();
    }

    private static RequestPath of(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setServletPath(path);
        return RequestPath.of(request, new ServedResources());
    }

    private static List<PathPattern> patterns(String... patterns) {
        return List.of(patterns).stream().map(PathPattern::parse).toList();
    }
}
