package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.List;
import java.util.Set;
import org.authfilter.AuthFilter;
import org.authfilter.AuthFilterConfig;
import org.authfilter.CredentialsProvider;
import org.authfilter.internal.config.ProviderKind;
import org.authfilter.internal.web.RequestGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

class AuthFilterInitializerTest {

    @AuthFilterConfig(refreshMargin = "soon")
    @CredentialsProvider(name = "backend", loginUrl = "http://127.0.0.1:1/login")
    private static final class Wrong {}

    @AuthFilterConfig(path = "/account")
    @CredentialsProvider(name = "backend", loginUrl = "http://backend.example/login")
    private static final class Right {}

    @AuthFilterConfig(messages = "org.shop.Missing")
    @CredentialsProvider(name = "backend", loginUrl = "http://127.0.0.1:1/login")
    private static final class WithoutBundle {}

    private final RecordingContext context = new RecordingContext();

    static List<ProviderKind> kinds() {
        return ProviderKind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_annotation_of_each_kind_of_provider_is_handled_alone_and_repeated(ProviderKind kind) throws Exception {
        Class<?> container = Class.forName(kind.annotation().getName() + "$List");

        assertThat(AuthFilterInitializer.class.getAnnotation(HandlesTypes.class).value())
                .contains(kind.annotation(), container);
    }

    @Test
    void the_filter_is_put_first_for_requests_async_and_error_dispatches() throws Exception {
        new AuthFilterInitializer().onStartup(Set.of(Right.class), context);

        assertThat(context.filters)
                .containsExactly(new RecordingContext.Added(
                        "auth-filter",
                        AuthFilter.class,
                        Set.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR),
                        false,
                        "/*"));
        assertThat(context.getAttribute(RequestGuard.ATTRIBUTE)).isInstanceOf(RequestGuard.class);
    }

    @Test
    void a_failed_start_leaves_a_filter_first_in_front_of_everything() {
        assertThatThrownBy(() -> new AuthFilterInitializer().onStartup(Set.of(Wrong.class), context))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("refresh-margin");

        assertThat(context.filters).singleElement().satisfies(added -> {
            assertThat(added.filter()).isInstanceOf(ClosedFilter.class);
            assertThat(added.dispatches()).containsExactlyInAnyOrder(DispatcherType.values());
            assertThat(added.isLast()).isFalse();
            assertThat(added.pattern()).isEqualTo("/*");
        });
    }

    @Test
    void a_missing_bundle_of_messages_fails_the_deployment_and_names_the_file() {
        assertThatThrownBy(() -> new AuthFilterInitializer().onStartup(Set.of(WithoutBundle.class), context))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("messages = \"org.shop.Missing\"")
                .hasMessageContaining("WEB-INF/classes/org/shop/Missing.properties");
    }

    @ParameterizedTest
    @EnumSource(DispatcherType.class)
    void a_request_after_a_failed_start_gets_503_and_does_not_reach_the_application(DispatcherType dispatch)
            throws Exception {
        assertThatThrownBy(() -> new AuthFilterInitializer().onStartup(Set.of(), context))
                .isInstanceOf(ServletException.class);
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
        request.setDispatcherType(dispatch);
        MockHttpServletResponse response = new MockHttpServletResponse();
        MockFilterChain chain = new MockFilterChain();

        ((Filter) context.filters.get(0).filter()).doFilter(request, response, chain);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getContentAsString()).contains("auth-filter could not start");
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void the_cause_of_a_failed_start_is_thrown_even_if_the_server_accepts_no_filter() {
        ServletContext withoutFilters = new MockServletContext();

        assertThatThrownBy(() -> new AuthFilterInitializer().onStartup(Set.of(Wrong.class), withoutFilters))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("refresh-margin")
                .hasSuppressedException(new UnsupportedOperationException());
    }

    @Test
    void warnings_name_the_application() throws Exception {
        try (LogRecords log = new LogRecords()) {
            context.setContextPath("/shop");
            new AuthFilterInitializer().onStartup(Set.of(Right.class), context);

            assertThat(log.text())
                    .contains("Application /shop: INSECURE: provider.backend.login-url is an http address on"
                            + " backend.example");
        }
    }
}
