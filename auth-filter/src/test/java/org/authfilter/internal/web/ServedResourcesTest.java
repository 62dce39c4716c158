package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.MappingMatch;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.authfilter.internal.config.PathPattern;
import org.authfilter.internal.config.PathRules;
import org.authfilter.internal.config.RequiredRoles;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletMapping;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockServletContext;

class ServedResourcesTest {

    private static final String FACES = "jakarta.faces.webapp.FacesServlet";

    /** The mappings that a WAR without one of its own gets (Jakarta Faces 4.0, section 11.1.1), and an exact one. */
    private static final List<String> FACES_MAPPINGS =
            List.of("/faces/*", "*.xhtml", "*.jsf", "*.faces", "/admin/del", "/home");

    private final ServedResources resources = new ServedResources();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/admin/del.xhtml",
                "/admin/del.jsf",
                "/admin/del.faces",
                "/admin/del",
                "/faces/admin/del.xhtml",
                "/faces/admin/del.jsf",
                "/faces/faces/admin/del.xhtml",
                "/faces/faces/faces/admin/del.xhtml",
                "/faces//admin/del.xhtml",
                "/faces/x/../admin/del.xhtml",
                "/faces/./admin/del.xhtml",
                "/faces/admin;v=1/del.xhtml",
            })
    void a_view_of_Faces_is_protected_under_each_of_its_paths(String path) {
        for (String pattern : List.of("/admin/*", "/admin/del.xhtml", "/faces/admin/*", "/faces/admin/del.xhtml")) {
            assertThat(faces(path).isProtectedBy(rules(pattern, "")))
                    .as(pattern)
                    .isTrue();
        }
    }

    /** All forms between the first and the last one would take gigabytes. */
    @Test
    void a_prefix_may_be_repeated_as_often_as_a_path_has_room_for_it() {
        String path = "/faces".repeat(100_000) + "/admin/del.xhtml";

        assertThat(faces(path).isProtectedBy(rules("/admin/*", ""))).isTrue();
    }

    @ParameterizedTest(name = "{0} by {1}")
    @CsvSource({
        "/admin/del.jsf,         *.xhtml",
        "/admin/del.faces,       *.xhtml",
        "/admin/del,             *.xhtml",
        "/faces/admin/del.xhtml, *.jsf",
        "/admin/del.xhtml,       *.jsf",
        "/admin/del.xhtml,       /admin/del.jsf",
        "/admin/del.xhtml,       /admin/del.faces",
        "/admin/del.faces,       /admin/del.jsf",
        "/admin/del.xhtml,       /admin/del",
        "/admin/del.jsf,         /admin/del",
        "/faces/admin/del.xhtml, /admin/del",
        "/admin/del.xhtml,       /faces/*",
        "/admin/del.jsf,         /faces/*",
    })
    void a_view_of_Faces_is_protected_by_a_pattern_for_another_mapping(String path, String pattern) {
        assertThat(faces(path).isProtectedBy(rules(pattern, ""))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/index.xhtml",
                "/faces/index.xhtml",
                "/index.jsf",
                "/faces/administration/x.xhtml",
                "/home",
                "/admin.xhtml"
            })
    void another_view_stays_public(String path) {
        assertThat(faces(path).isProtectedBy(rules("/admin/*", ""))).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/admin/del.xhtml",
                "/admin/del.jsf",
                "/admin/del",
                "/faces/admin/del.xhtml",
                "/faces/faces/admin/del.xhtml",
                "/faces/x/../admin/del.xhtml",
            })
    void a_view_of_Faces_needs_its_role_under_each_of_its_paths(String path) {
        for (String pattern : List.of("/admin/*", "/admin/del.xhtml", "/faces/admin/*", "/faces/admin/del.xhtml")) {
            RequiredRoles required = new RequiredRoles(
                    Map.of(PathPattern.parse("/*"), List.of("user"), PathPattern.parse(pattern), List.of("admin")));

            assertThat(faces(path).isOpenTo(List.of("admin"), required))
                    .as(pattern)
                    .isTrue();
            assertThat(faces(path).isOpenTo(List.of("user"), required))
                    .as(pattern)
                    .isFalse();
        }
    }

    @Test
    void two_patterns_for_one_view_need_a_role_of_each() {
        RequiredRoles required = new RequiredRoles(Map.of(
                PathPattern.parse("/admin/*"), List.of("admin"), PathPattern.parse("/faces/admin/*"), List.of("user")));

        for (String path : List.of("/admin/del.jsf", "/faces/admin/del.jsf")) {
            assertThat(faces(path).isOpenTo(List.of("admin", "user"), required)).isTrue();
            assertThat(faces(path).isOpenTo(List.of("admin"), required)).isFalse();
            assertThat(faces(path).isOpenTo(List.of("user"), required)).isFalse();
        }
    }

    @Test
    void a_resource_of_a_prefix_mapping_needs_the_role_of_its_pathInfo() {
        MockServletContext context = context("files", "example.FileServlet", List.of("/files/*"));
        RequiredRoles required = new RequiredRoles(Map.of(PathPattern.parse("/admin/*"), List.of("admin")));
        RequestPath path = prefixed(context, "files", "/files", "/files/admin/secret.html");

        assertThat(path.isOpenTo(List.of("user"), required)).isFalse();
        assertThat(path.isOpenTo(List.of("admin"), required)).isTrue();
        assertThat(prefixed(context, "files", "/files", "/files/other").isOpenTo(List.of(), required))
                .isTrue();
    }

    @ParameterizedTest(name = "{0}: protected {1}, public {2}: {3}")
    @CsvSource({
        "/faces/admin/del.xhtml,  '/*,/admin/*', /faces/*,                true",
        "/faces/admin/del.xhtml,  /admin/*,      /faces/*,                true",
        "/faces/admin/del.xhtml,  /admin/*,      /faces/admin/*,          false",
        "/faces/admin/x/y.xhtml,  /admin/x/*,    /faces/admin/*,          true",
        "/faces/admin/del.xhtml,  /admin/*,      /faces/admin/del.xhtml,  false",
        "/faces/admin/del.xhtml,  /admin/*,      /admin/del.xhtml,        false",
        "/faces/admin/open/a.xhtml, /admin/*,    /admin/open/*,           false",
        "/faces/a.xhtml,          *.xhtml,       /faces/*,                false",
        "/open/a.jsf,             *.xhtml,       /open/*,                 false",
        "/a.jsf,                  *.xhtml,       *.jsf,                   true",
        "/login.jsf,              *.xhtml,       /login.jsf,              false",
        "/index.xhtml,            /faces/*,      /index.xhtml,            false",
        "/index.xhtml,            /*,            *.xhtml,                 false",
        "/faces/index.xhtml,      /*,            /faces/*,                false",
    })
    void a_public_pattern_opens_a_view_only_if_it_names_it_as_exactly(
            String path, String guarding, String opening, boolean guarded) {
        assertThat(faces(path).isProtectedBy(rules(guarding, opening))).isEqualTo(guarded);
    }

    @Test
    void the_suffixes_of_views_are_those_that_the_application_configures() {
        MockServletContext context = context("Faces", FACES, FACES_MAPPINGS);
        context.addInitParameter("jakarta.faces.FACELETS_SUFFIX", ".html");
        context.addInitParameter("jakarta.faces.DEFAULT_SUFFIX", " .view.xml  .jspx ");

        for (String view : List.of("/admin/del.html", "/admin/del.view.xml", "/admin/del.jspx", "/admin/del.xhtml")) {
            assertThat(faces(context, "/admin/del.jsf").isProtectedBy(rules(view, "")))
                    .as(view)
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "/files/admin/secret.html,       true",
        "/files//admin/secret.html,      true",
        "/files/x/../admin/secret.html,  true",
        "/files/admin;x/secret.html,     true",
        "/files/files/admin/secret.html, false",
        "/files/other,                   false",
        "/files,                         false",
    })
    void a_resource_of_a_prefix_mapping_is_protected_by_its_pathInfo(String path, boolean guarded) {
        MockServletContext context = context("files", "example.FileServlet", List.of("/files/*"));

        assertThat(prefixed(context, "files", "/files", path).isProtectedBy(rules("/admin/*", "")))
                .isEqualTo(guarded);
    }

    @ParameterizedTest(name = "public {0}: {1}")
    @CsvSource({"/api/open/*, false", "/api/*, false", "*.html, true"})
    void with_everything_protected_a_public_path_of_a_prefix_mapping_stays_public(String opening, boolean guarded) {
        MockServletContext context = context("api", "example.Api", List.of("/api/*"));

        assertThat(prefixed(context, "api", "/api", "/api/open/a.html").isProtectedBy(rules("/*", opening)))
                .isEqualTo(guarded);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"EXTENSION, *.jsf", "EXACT, /admin/del.jsf", "DEFAULT, /"})
    void a_servlet_that_is_not_FacesServlet_has_no_views(MappingMatch match, String pattern) {
        MockServletContext context = context("other", "example.Other", List.of(pattern));

        assertThat(request(context, "other", match, pattern, "/admin/del.jsf", null)
                        .isProtectedBy(rules("*.xhtml", "")))
                .isFalse();
    }

    @Test
    void a_servlet_that_the_container_does_not_know_has_no_views() {
        assertThat(request(new MockServletContext(), "unknown", MappingMatch.EXTENSION, "*.jsf", "/a.jsf", null)
                        .isProtectedBy(rules("*.xhtml", "")))
                .isFalse();
    }

    private RequestPath faces(String path) {
        return faces(context("Faces", FACES, FACES_MAPPINGS), path);
    }

    private RequestPath faces(MockServletContext context, String path) {
        if (path.startsWith("/faces/")) {
            return prefixed(context, "Faces", "/faces", path);
        }
        boolean isExact = FACES_MAPPINGS.contains(path);
        String pattern = isExact ? path : "*" + path.substring(path.lastIndexOf('.'));
        return request(context, "Faces", isExact ? MappingMatch.EXACT : MappingMatch.EXTENSION, pattern, path, null);
    }

    private RequestPath prefixed(MockServletContext context, String servlet, String prefix, String path) {
        String pathInfo = path.substring(prefix.length());
        return request(
                context, servlet, MappingMatch.PATH, prefix + "/*", prefix, pathInfo.isEmpty() ? null : pathInfo);
    }

    private RequestPath request(
            MockServletContext context,
            String servlet,
            MappingMatch match,
            String pattern,
            String servletPath,
            @Nullable String pathInfo) {
        MockHttpServletRequest request = new MockHttpServletRequest(context);
        request.setServletPath(servletPath);
        request.setPathInfo(pathInfo);
        request.setHttpServletMapping(new MockHttpServletMapping("", pattern, servlet, match));
        return RequestPath.of(request, resources);
    }

    private static MockServletContext context(String name, String className, List<String> mappings) {
        ServletRegistration registration = (ServletRegistration) Proxy.newProxyInstance(
                ServedResourcesTest.class.getClassLoader(),
                new Class<?>[] {ServletRegistration.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getClassName" -> className;
                    case "getMappings" -> mappings;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return new MockServletContext() {
            @Override
            public ServletRegistration getServletRegistration(String servletName) {
                return servletName.equals(name) ? registration : null;
            }
        };
    }

    private static PathRules rules(String guarding, String opening) {
        return new PathRules(patterns(guarding), patterns(opening));
    }

    private static List<PathPattern> patterns(String patterns) {
        return new ArrayList<>(Stream.of(patterns.split(","))
                .filter(pattern -> !pattern.isEmpty())
                .map(PathPattern::parse)
                .toList());
    }
}
