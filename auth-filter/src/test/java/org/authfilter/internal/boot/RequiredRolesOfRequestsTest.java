package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** The key {@code required-roles} in requests. */
class RequiredRolesOfRequestsTest {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock).accessTokenLifetime(LIFETIME);
    private final RecordingIdentity identity = new RecordingIdentity();
    private final MockBrowser browser = new MockBrowser(
            issuer,
            clock,
            Map.of(
                    "protected-paths", "/account",
                    "required-roles", "/admin/*=admin,/login.html=admin",
                    "public-paths", "/admin/help",
                    "sign-in-page", "/login.html"),
            identity);

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    private void signIn(String... roles) throws Exception {
        issuer.roles(roles);
        browser.signIn("alice@example.org", "right");
    }

    @Test
    void a_caller_with_the_role_reaches_the_application() throws Exception {
        signIn("admin");

        assertThat(browser.call("GET", "/admin/x").getStatus()).isEqualTo(200);
        assertThat(browser.reachedTheApplication()).isTrue();
    }

    @Test
    void a_call_of_a_caller_without_the_role_gets_403_with_a_problem() throws Exception {
        signIn("user");

        MockHttpServletResponse response = browser.call("GET", "/admin/x");

        assertThat(browser.reachedTheApplication()).isFalse();
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getErrorMessage()).isNull();
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(MockBrowser.json(response).getString("error")).isEqualTo("AccessDenied");
        assertThat(MockBrowser.json(response).getInt("status")).isEqualTo(403);
    }

    @Test
    void a_page_of_a_caller_without_the_role_is_a_plain_page_with_403() throws Exception {
        signIn("user");

        MockHttpServletResponse response = browser.page("/admin/x");

        assertThat(browser.reachedTheApplication()).isFalse();
        assertThat(response.getStatus()).isEqualTo(403);
        assertThat(response.getContentType()).startsWith("text/html");
        assertThat(response.getContentAsString()).contains("role=\"alert\"", "You do not have a role");
    }

    @Test
    void a_caller_who_is_not_signed_in_is_led_to_the_sign_in_page() throws Exception {
        assertThat(browser.page("/admin/x").getStatus()).isEqualTo(303);
        assertThat(browser.call("GET", "/admin/x").getStatus()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account", "/admin/help", "/orders", "/login.html", "/auth/session"})
    void a_path_that_needs_no_role_is_open_to_every_caller(String path) throws Exception {
        signIn("user");

        assertThat(browser.call("GET", path).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//admin/x", "/admin//x", "/./admin/x", "/y/../admin/x", "/admin;v=1/x", "/admin/"})
    void each_spelling_of_a_path_needs_the_role(String path) throws Exception {
        signIn("user");

        assertThat(browser.call("GET", path).getStatus()).isEqualTo(403);
        assertThat(browser.reachedTheApplication()).isFalse();
    }

    @Test
    void a_public_path_that_only_a_constraint_protects_needs_no_role_of_the_key() throws Exception {
        signIn("user");
        var request = browser.request("GET", "/admin/help");
        identity.guard().decide(request, new MockHttpServletResponse(), true);

        assertThat(browser.send(request).getStatus()).isEqualTo(200);
    }

    @Test
    void a_role_that_a_refresh_withdraws_is_required_at_once() throws Exception {
        signIn("admin");
        issuer.roles("user");
        clock.advance(LIFETIME);

        assertThat(browser.call("GET", "/admin/x").getStatus()).isEqualTo(403);
    }
}
