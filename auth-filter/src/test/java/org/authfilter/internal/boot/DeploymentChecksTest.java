package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import java.util.Set;
import org.authfilter.CredentialsProvider;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;

class DeploymentChecksTest {

    @CredentialsProvider(name = "backend", loginUrl = "http://127.0.0.1:1/login")
    private static final class Configured {}

    @Test
    void a_WAR_with_a_filter_of_our_name_is_refused() {
        MockServletContext context = new MockServletContext() {
            @Override
            public FilterRegistration getFilterRegistration(String name) {
                return declared("com.example.AuthFilter");
            }

            @Override
            public FilterRegistration.Dynamic addFilter(String name, Class<? extends Filter> type) {
                return null;
            }
        };

        assertThatThrownBy(() -> new AuthFilterInitializer().onStartup(Set.of(Configured.class), context))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("com.example.AuthFilter");
    }

    @Test
    void a_declared_filter_without_async_support_is_refused() {
        MockServletContext context = WebXmlContext.ofElements("<filter><filter-name>auth-filter</filter-name>"
                + "<filter-class>org.authfilter.AuthFilter</filter-class></filter>");

        assertThatThrownBy(() -> new AuthFilterInitializer().onStartup(Set.of(Configured.class), context))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("<async-supported>true</async-supported>");
    }

    @Test
    void a_program_with_an_embedded_server_may_have_the_jar_on_its_class_path() {
        MockServletContext context = new MockServletContext() {
            @Override
            public ClassLoader getClassLoader() {
                return new URLClassLoader(new URL[0], super.getClassLoader());
            }
        };

        assertThatCode(() -> DeploymentChecks.failIfAny(context, WebXml.of(context)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_jar_in_the_lib_of_an_EAR_is_refused() throws Exception {
        JarLocation shared = new JarLocation(
                new URLClassLoader(new URL[0]),
                URI.create("file:/ear/lib/auth-filter.jar").toURL());

        assertThatThrownBy(() -> DeploymentChecks.failIfShared(new MockServletContext(), shared))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("WEB-INF/lib of each WAR");
    }

    @Test
    void a_server_without_JSON_B_is_refused_with_the_library_to_add() throws Exception {
        try (HidingClassLoader war = new HidingClassLoader("jakarta.json.bind.")) {
            ServletContainerInitializer initializer = war.create(AuthFilterInitializer.class);

            assertThatThrownBy(() -> initializer.onStartup(Set.of(), war.context()))
                    .isInstanceOf(ServletException.class)
                    .hasMessageContaining("Add org.eclipse:yasson:3.0.4 to the WAR")
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
        }
    }

    private static FilterRegistration declared(String className) {
        return (FilterRegistration) Proxy.newProxyInstance(
                DeploymentChecksTest.class.getClassLoader(),
                new Class<?>[] {FilterRegistration.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getClassName" -> className;
                    case "getInitParameters" -> Map.of();
                    default -> null;
                });
    }
}
