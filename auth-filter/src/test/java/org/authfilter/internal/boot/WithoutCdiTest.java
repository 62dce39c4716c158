package org.authfilter.internal.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;
import org.authfilter.internal.web.RequestGuard;
import org.authfilter.testkit.FakeIssuer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** A server without any CDI class, such as Tomcat: events are absent, and no request fails for that. */
class WithoutCdiTest {

    private final FakeIssuer issuer = FakeIssuer.start();
    private final HidingClassLoader war = new HidingClassLoader("jakarta.enterprise.")
            .contextParam("auth-filter.provider.backend.type", "credentials")
            .contextParam(
                    "auth-filter.provider.backend.login-url", issuer.loginUrl().toString())
            .contextParam(
                    "auth-filter.provider.backend.logout-url",
                    issuer.logoutUrl().toString());
    private final RecordingContext context = war.context();
    private Filter guard;

    @BeforeEach
    void start() throws Exception {
        ServletContainerInitializer initializer = war.create(AuthFilterInitializer.class);
        initializer.onStartup(Set.of(), context);
        guard = (Filter) context.getAttribute(RequestGuard.ATTRIBUTE);
    }

    @AfterEach
    void stop() throws Exception {
        context.listeners.stream()
                .filter(ServletContextListener.class::isInstance)
                .forEach(listener ->
                        ((ServletContextListener) listener).contextDestroyed(new ServletContextEvent(context)));
        war.close();
        issuer.close();
    }

    @Test
    void a_sign_in_a_failed_sign_in_and_a_sign_out_work_without_events() throws Exception {
        MockHttpSession session = new MockHttpSession(context);

        assertThat(post(session, "/auth/signin/backend", "wrong").getStatus()).isEqualTo(401);
        assertThat(post(session, "/auth/signin/backend", "right").getStatus()).isEqualTo(200);
        assertThat(post(session, "/auth/signout", "").getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse post(MockHttpSession session, String path, String password) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest(context, "POST", path);
        request.setServletPath(path);
        request.setSession(session);
        request.addHeader("Sec-Fetch-Site", "same-origin");
        request.setContentType("application/json");
        request.setContent(("{\"email\":\"alice@example.org\",\"password\":\"" + password + "\"}").getBytes(UTF_8));
        MockHttpServletResponse response = new MockHttpServletResponse();
        guard.doFilter(request, response, new MockFilterChain());
        return response;
    }
}
