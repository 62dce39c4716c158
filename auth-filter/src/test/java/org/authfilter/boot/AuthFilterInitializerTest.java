package org.authfilter.boot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import org.authfilter.CredentialsProvider;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;

class AuthFilterInitializerTest {

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

    private static FilterRegistration declared(String className) {
        return (FilterRegistration) Proxy.newProxyInstance(
                AuthFilterInitializerTest.class.getClassLoader(),
                new Class<?>[] {FilterRegistration.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getClassName" -> className;
                    case "getInitParameters" -> Map.of();
                    default -> null;
                });
    }
}
