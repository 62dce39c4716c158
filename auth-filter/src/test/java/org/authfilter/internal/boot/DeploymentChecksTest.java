package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
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
    void a_WAR_whose_own_filter_has_our_name_is_refused() {
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
