package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** CORS preflights: {@code OPTIONS} with {@code Access-Control-Request-Method}. */
class PreflightTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(
            issuer, clock, Map.of("public-paths", "/open/*", "preflight-paths", "/api/*,/auth/*,*.hook"));

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/orders", "/apis", "/api/../orders", "/orders/x;.hook"})
    void a_preflight_of_a_protected_path_is_refused_like_any_other_request(String path) throws Exception {
        MockHttpServletResponse refused = browser.send(preflight(path));

        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(json(refused).getString("error")).isEqualTo("SessionRequired");
        assertThat(browser.reachedTheApplication()).isFalse();
    }

    @Test
    void a_preflight_of_a_preflight_path_reaches_the_application_without_a_caller() throws Exception {
        browser.signIn("alice@example.org", "right");

        browser.send(preflight("/api/orders"));

        assertThat(browser.reachedTheApplication()).isTrue();
        assertThat(browser.seenRequest().getRemoteUser()).isNull();
    }

    @Test
    void a_preflight_of_a_public_path_reaches_the_application() throws Exception {
        browser.send(preflight("/open/x"));

        assertThat(browser.reachedTheApplication()).isTrue();
    }

    @Test
    void a_preflight_with_a_session_reaches_the_application_as_the_caller() throws Exception {
        browser.signIn("alice@example.org", "right");

        browser.send(preflight("/orders"));

        assertThat(browser.seenRequest().getRemoteUser()).isEqualTo("alice");
    }

    @Test
    void a_preflight_of_an_endpoint_does_not_reach_the_application() throws Exception {
        assertThat(browser.send(preflight("/auth/session")).getStatus()).isEqualTo(405);
        assertThat(browser.reachedTheApplication()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"GET", "POST", "options", "HEAD"})
    void only_the_method_OPTIONS_makes_a_preflight(String method) throws Exception {
        MockHttpServletRequest request = browser.request(method, "/api/orders");
        request.addHeader("Access-Control-Request-Method", "GET");

        assertThat(browser.send(request).getStatus()).isEqualTo(401);
    }

    @Test
    void OPTIONS_without_the_header_of_a_preflight_needs_a_session() throws Exception {
        assertThat(browser.call("OPTIONS", "/api/orders").getStatus()).isEqualTo(401);
    }

    private MockHttpServletRequest preflight(String path) {
        MockHttpServletRequest request = browser.request("OPTIONS", path);
        request.addHeader("Access-Control-Request-Method", "POST");
        return request;
    }
}
