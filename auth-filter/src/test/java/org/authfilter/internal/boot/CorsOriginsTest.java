package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Scripts of other origins and the responses that they may read. */
class CorsOriginsTest {

    private static final String APP = "https://app.example";
    private static final String ALLOWED = "Access-Control-Allow-Origin";
    private static final String WITH_COOKIES = "Access-Control-Allow-Credentials";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(
            issuer,
            clock,
            Map.of(
                    "cors-origins", APP + ", http://localhost:5173,https://my_app.example",
                    "preflight-paths", "/api/*",
                    "public-paths", "/open/*"));

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void a_script_of_a_configured_origin_reads_why_it_was_refused() throws Exception {
        MockHttpServletResponse refused = browser.send(from(APP, "GET", "/api/orders"));

        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(json(refused).getString("error")).isEqualTo("SessionRequired");
        assertReadable(refused, APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "https://my_app.example"})
    void each_configured_origin_gets_its_own_name_back(String origin) throws Exception {
        assertReadable(browser.send(from(origin, "GET", "/api/orders")), origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example.evil.example",
                "https://sub.app.example",
                "http://localhost",
                "null",
                "*"
            })
    void a_script_of_any_other_origin_reads_nothing(String origin) throws Exception {
        MockHttpServletResponse refused = browser.send(from(origin, "GET", "/api/orders"));

        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.getHeader(ALLOWED)).isNull();
        assertThat(refused.getHeader(WITH_COOKIES)).isNull();
        assertThat(refused.getHeaders("Vary")).containsExactly("Origin");
    }

    @Test
    void a_request_without_an_origin_gets_no_permission() throws Exception {
        MockHttpServletResponse refused = browser.call("GET", "/api/orders");

        assertThat(refused.getHeader(ALLOWED)).isNull();
        assertThat(refused.getHeaders("Vary")).containsExactly("Origin");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET,  /auth/session,        200",
        "GET,  /auth/providers,      200",
        "GET,  /auth/client.js,      200",
        "GET,  /auth/nothing,        404",
        "POST, /auth/session,        403",
        "POST, /auth/signin/backend, 403",
        "POST, /auth/providers,      405",
        "GET,  /a%2fb,               400",
    })
    void responses_of_the_endpoints_and_all_refusals_are_readable(String method, String path, int status)
            throws Exception {
        MockHttpServletResponse response = browser.send(from(APP, method, path));

        assertThat(response.getStatus()).isEqualTo(status);
        assertReadable(response, APP);
    }

    @Test
    void an_outage_is_readable() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(Duration.ofHours(1));
        issuer.close();

        MockHttpServletResponse refused = browser.send(from(APP, "GET", "/api/orders"));

        assertThat(refused.getStatus()).isEqualTo(503);
        assertReadable(refused, APP);
    }

    @Test
    void a_rejected_forgery_is_readable_and_still_rejected() throws Exception {
        browser.signIn("alice@example.org", "right");

        MockHttpServletResponse refused = browser.send(from(APP, "POST", "/api/orders"));

        assertThat(refused.getStatus()).isEqualTo(403);
        assertReadable(refused, APP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/x", "/api/orders"})
    void the_application_sends_the_headers_of_its_own_responses(String path) throws Exception {
        browser.signIn("alice@example.org", "right");

        MockHttpServletResponse response = browser.send(from(APP, "GET", path));

        assertThat(browser.reachedTheApplication()).isTrue();
        assertThat(response.getHeader(ALLOWED)).isNull();
        assertThat(response.getHeaders("Vary")).isEmpty();
    }

    @Test
    void a_preflight_of_the_application_stays_the_applications() throws Exception {
        MockHttpServletRequest preflight = from(APP, "OPTIONS", "/api/orders");
        preflight.addHeader("Access-Control-Request-Method", "GET");

        MockHttpServletResponse response = browser.send(preflight);

        assertThat(browser.reachedTheApplication()).isTrue();
        assertThat(response.getHeader(ALLOWED)).isNull();
    }

    @Test
    void no_origin_may_read_anything_by_default() throws Exception {
        try (MockBrowser plain = new MockBrowser(issuer, clock, Map.of())) {
            MockHttpServletRequest request = plain.request("GET", "/auth/session");
            request.addHeader("Origin", APP);
            MockHttpServletResponse response = plain.send(request);

            assertThat(response.getHeader(ALLOWED)).isNull();
            assertThat(response.getHeaders("Vary")).isEmpty();
        }
    }

    private MockHttpServletRequest from(String origin, String method, String path) {
        MockHttpServletRequest request = browser.request(method, path);
        request.removeHeader("Sec-Fetch-Site");
        request.addHeader("Sec-Fetch-Site", "cross-site");
        request.addHeader("Sec-Fetch-Mode", "cors");
        request.addHeader("Origin", origin);
        return request;
    }

    private static void assertReadable(MockHttpServletResponse response, String origin) {
        assertThat(response.getHeaders(ALLOWED)).containsExactly(origin);
        assertThat(response.getHeaders(WITH_COOKIES)).containsExactly("true");
        assertThat(response.getHeaders("Vary")).containsExactly("Origin");
    }
}
