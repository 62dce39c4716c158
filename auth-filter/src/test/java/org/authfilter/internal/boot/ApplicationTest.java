package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionTrackingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class ApplicationTest {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private MockBrowser browser = new MockBrowser(issuer, clock, Map.of());

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void an_anonymous_page_is_sent_to_the_sign_in_page_and_an_anonymous_call_gets_401() throws Exception {
        MockHttpServletResponse page = browser.page("/orders?page=2");
        assertThat(page.getStatus()).isEqualTo(303);
        assertThat(page.getHeader("Location"))
                .isEqualTo("/shop/auth/signin?callbackUrl=%2Fshop%2Forders%3Fpage%3D2&error=SessionRequired");
        assertThat(page.getHeader("Cache-Control")).isEqualTo("no-store");

        MockHttpServletResponse call = browser.call("GET", "/orders");
        assertThat(call.getStatus()).isEqualTo(401);
        assertThat(call.getContentType()).startsWith("application/problem+json");
        assertThat(call.getHeader("WWW-Authenticate")).startsWith("AuthFilter ");
        assertThat(json(call).getString("error")).isEqualTo("SessionRequired");
        assertThat(json(call).getString("signIn")).isEqualTo("/shop/auth/signin");
        assertThat(json(call).getInt("status")).isEqualTo(401);
        assertThat(browser.session()).isNull();
    }

    @Test
    void the_application_knows_the_caller_after_the_sign_in() throws Exception {
        assertThat(browser.signIn("alice@example.org", "right").getStatus()).isEqualTo(200);

        browser.page("/orders");

        assertThat(browser.seenRequest().getRemoteUser()).isEqualTo("alice");
        assertThat(browser.seenRequest().getUserPrincipal().getName()).isEqualTo("alice");
        assertThat(browser.seenRequest().isUserInRole("user")).isTrue();
        assertThat(browser.seenRequest().isUserInRole("admin")).isFalse();
    }

    @Test
    void the_session_id_changes_at_sign_in_and_the_attributes_stay() throws Exception {
        MockHttpServletRequest request = browser.request("GET", "/open/cart");
        request.getSession().setAttribute("cart", "full");
        browser.send(request);
        String before = browser.session().getId();

        browser.signIn("alice@example.org", "right");

        assertThat(browser.session().getId()).isNotEqualTo(before);
        assertThat(browser.session().getAttribute("cart")).isEqualTo("full");
    }

    @Test
    void R16_signing_in_as_another_user_invalidates_the_old_session() throws Exception {
        browser.signIn("alice@example.org", "right");
        MockHttpSession ofAlice = browser.session();

        browser.signIn("bob@example.org", "right");

        assertThat(ofAlice.isInvalid()).isTrue();
        browser.page("/orders");
        assertThat(browser.seenRequest().getRemoteUser()).isEqualTo("bob");
    }

    @Test
    void a_wrong_password_is_refused_and_starts_no_session() throws Exception {
        MockHttpServletResponse refused = browser.signIn("alice@example.org", "wrong");

        assertThat(refused.getStatus()).isEqualTo(401);
        assertThat(refused.getHeader("WWW-Authenticate")).startsWith("AuthFilter ");
        assertThat(json(refused).getString("error")).isEqualTo("CredentialsSignin");
        assertThat(browser.session()).isNull();
    }

    @Test
    void a_sign_in_without_proof_of_origin_is_refused() throws Exception {
        MockHttpServletRequest request = browser.request("POST", "/auth/signin/backend");
        request.removeHeader("Sec-Fetch-Site");
        request.addHeader("Sec-Fetch-Site", "cross-site");

        MockHttpServletResponse refused = browser.send(request);

        assertThat(refused.getStatus()).isEqualTo(403);
        assertThat(json(refused).getString("error")).isEqualTo("InvalidCsrf");
        assertThat(issuer.counters().logins()).isZero();
    }

    @Test
    void the_log_names_the_origin_that_a_rejected_POST_should_have() throws Exception {
        MockHttpServletRequest request = browser.request("POST", "/auth/signin/backend");
        request.removeHeader("Sec-Fetch-Site");
        request.addHeader("Origin", "https://shop.example");

        try (LogRecords log = new LogRecords()) {
            browser.send(request);

            assertThat(log.text()).contains("it was not sent by a page of http://localhost.", "base-url");
        }
    }

    @Test
    void R14_a_session_that_the_issuer_has_ended_gives_401_or_the_sign_in_page() throws Exception {
        browser.signIn("alice@example.org", "right");
        issuer.revokeAll();
        clock.advance(LIFETIME);

        MockHttpServletResponse call = browser.call("GET", "/orders");

        assertThat(call.getStatus()).isEqualTo(401);
        assertThat(json(call).getString("error")).isEqualTo("RefreshAccessTokenError");
        assertThat(browser.page("/orders").getHeader("Location")).contains("error=SessionRequired");
    }

    @Test
    void R14_a_public_page_continues_anonymously_when_the_session_has_ended() throws Exception {
        browser.signIn("alice@example.org", "right");
        issuer.revokeAll();
        clock.advance(LIFETIME);

        assertThat(browser.page("/open/home").getStatus()).isEqualTo(200);
        assertThat(browser.reachedTheApplication()).isTrue();
        assertThat(browser.seenRequest().getRemoteUser()).isNull();
    }

    @Test
    void R9_protected_paths_get_503_without_an_issuer_and_public_ones_stay_signed_in() throws Exception {
        browser.signIn("alice@example.org", "right");
        issuer.always(Fault.status(503).withRetryAfter("7"));
        clock.advance(LIFETIME);

        MockHttpServletResponse call = browser.call("GET", "/orders");

        assertThat(call.getStatus()).isEqualTo(503);
        assertThat(call.getHeader("Retry-After")).isEqualTo("7");
        assertThat(json(call).getString("error")).isEqualTo("TemporarilyUnavailable");
        assertThat(browser.page("/orders").getStatus()).isEqualTo(503);
        assertThat(browser.call("GET", "/auth/session").getStatus()).isEqualTo(503);
        browser.page("/open/home");
        assertThat(browser.seenRequest().getRemoteUser()).isEqualTo("alice");
    }

    @Test
    void the_session_endpoint_counts_down_to_the_margin_and_shows_no_token() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(Duration.ofSeconds(30));

        MockHttpServletResponse status = browser.call("GET", "/auth/session");

        assertThat(json(status).getString("status")).isEqualTo("authenticated");
        assertThat(json(status).getInt("refreshInSeconds")).isEqualTo(300 - 60 - 30);
        assertThat(json(status).getString("expiresAt")).isEqualTo("2026-11-01T12:05:00Z");
        assertThat(json(status).getJsonObject("user").getJsonArray("roles")).hasSize(1);
        assertThat(status.getContentAsString()).doesNotContain("access-").doesNotContain("refresh-");
    }

    @Test
    void the_access_token_is_shown_only_if_the_deployer_exposes_it() throws Exception {
        browser.close();
        browser = new MockBrowser(issuer, clock, Map.of("expose-access-token", "true"));
        browser.signIn("alice@example.org", "right");

        assertThat(json(browser.call("GET", "/auth/session")).getString("accessToken"))
                .isEqualTo("access-1");
    }

    @Test
    void polling_the_session_does_not_extend_the_idle_timeout() throws Exception {
        browser.close();
        browser = new MockBrowser(issuer, clock, Map.of("idle-timeout", "10m"));
        browser.signIn("alice@example.org", "right");
        browser.page("/orders");
        for (int minute = 1; minute < 10; minute++) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(json(browser.call("GET", "/auth/session")).getString("status"))
                    .isEqualTo("authenticated");
        }

        clock.advance(Duration.ofMinutes(1));

        assertThat(json(browser.call("GET", "/auth/session")).getString("error"))
                .isEqualTo("SessionExpired");
        assertThat(json(browser.call("GET", "/auth/session")).containsKey("error"))
                .isFalse();
    }

    @Test
    void activity_extends_the_idle_timeout_but_not_the_maximum_age() throws Exception {
        browser.close();
        browser = new MockBrowser(issuer, clock, Map.of("idle-timeout", "10m", "session-max-age", "1h"));
        browser.signIn("alice@example.org", "right");
        for (int minutes = 0; minutes < 54; minutes += 9) {
            clock.advance(Duration.ofMinutes(9));
            assertThat(browser.page("/orders").getStatus()).isEqualTo(200);
        }

        clock.advance(Duration.ofMinutes(6));

        assertThat(browser.page("/orders").getHeader("Location")).contains("error=SessionExpired");
    }

    @Test
    void signing_out_ends_the_session_here_and_at_the_issuer() throws Exception {
        browser.signIn("alice@example.org", "right");
        MockHttpSession session = browser.session();

        MockHttpServletResponse done = browser.call("POST", "/auth/signout");

        assertThat(json(done).getString("url")).isEqualTo("/shop/");
        assertThat(session.isInvalid()).isTrue();
        assertThat(issuer.counters().revocations()).isEqualTo(1);
        assertThat(json(browser.call("GET", "/auth/session")).getString("status"))
                .isEqualTo("unauthenticated");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET,    /auth,                404",
        "GET,    /auth/,               404",
        "GET,    /auth/nothing,        404",
        "GET,    /auth/session/,       404",
        "GET,    /auth/signin/backend, 405",
        "POST,   /auth/signin/other,   404",
        "DELETE, /auth/session,        405",
        "POST,   /auth/csrf,           405",
        "PUT,    /auth/signout,        405",
        "GET,    /auth/csrf,           200",
        "GET,    /auth/providers,      200",
        "HEAD,   /auth/session,        200",
        "GET,    /auth/signin,         200",
        "GET,    /auth/signout,        200",
    })
    void each_path_has_its_methods(String method, String path, int status) throws Exception {
        MockHttpServletResponse response = browser.call(method, path);

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.session()).isNull();
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "GET,  /auth/nothing,   404",
        "POST, /auth/csrf,      405",
        "GET,  /open/%2fx,      400",
    })
    void an_error_response_without_an_error_code_names_the_sign_in_page(String method, String path, int status)
            throws Exception {
        MockHttpServletResponse refused = browser.call(method, path);

        assertThat(refused.getContentType()).startsWith("application/problem+json");
        assertThat(json(refused).getInt("status")).isEqualTo(status);
        assertThat(json(refused).getString("title")).isNotBlank();
        assertThat(json(refused).getString("signIn")).isEqualTo("/shop/auth/signin");
        assertThat(json(refused)).doesNotContainKey("error");
    }

    @Test
    void an_ambiguous_path_is_refused_before_anything_else() throws Exception {
        browser.signIn("alice@example.org", "right");

        assertThat(browser.call("GET", "/open/%2fx").getStatus()).isEqualTo(400);
        assertThat(browser.reachedTheApplication()).isFalse();
    }

    @Test
    void R14_a_dispatch_keeps_the_user_whose_session_has_ended_meanwhile() throws Exception {
        browser.signIn("alice@example.org", "right");
        MockHttpServletRequest request = browser.request("GET", "/orders");
        browser.send(request);
        browser.call("POST", "/auth/signout");

        request.setDispatcherType(DispatcherType.ASYNC);
        browser.send(request);

        assertThat(browser.seenRequest().getRemoteUser()).isEqualTo("alice");
    }

    @Test
    void a_request_is_anonymous_after_its_logout() throws Exception {
        browser.signIn("alice@example.org", "right");
        browser.page("/orders");

        browser.seenRequest().logout();

        assertThat(browser.seenRequest().getUserPrincipal()).isNull();
        assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(401);
        assertThat(issuer.counters().revocations()).isEqualTo(1);
    }

    @Test
    void a_forced_refresh_of_a_due_token_set_calls_the_issuer_once() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(LIFETIME);

        assertThat(browser.call("POST", "/auth/session").getStatus()).isEqualTo(200);

        assertThat(issuer.counters().refreshes()).isEqualTo(1);
    }

    @ParameterizedTest(name = "tracked by {0}: {1}")
    @CsvSource({"COOKIE, 400", "URL, 200"})
    void a_session_from_the_address_is_refused_unless_the_application_tracks_it_there(
            SessionTrackingMode mode, int status) throws Exception {
        browser.signIn("alice@example.org", "right");
        MockHttpServletRequest request = browser.request("GET", "/orders");
        request.getServletContext().setSessionTrackingModes(Set.of(mode));
        request.setRequestedSessionIdFromCookie(false);
        request.setRequestedSessionIdFromURL(true);

        assertThat(browser.send(request).getStatus()).isEqualTo(status);
        assertThat(browser.reachedTheApplication()).isEqualTo(status == 200);
    }

    @Test
    void a_dispatch_to_an_error_page_is_not_authenticated_again() throws Exception {
        MockHttpServletRequest error = browser.request("GET", "/error.html");
        error.setDispatcherType(DispatcherType.ERROR);

        browser.send(error);

        assertThat(browser.reachedTheApplication()).isTrue();
    }

    @ParameterizedTest(name = "{0} of {1} {2}")
    @CsvSource({
        "ERROR,   GET,     /orders",
        "ASYNC,   GET,     /orders",
        "FORWARD, GET,     /orders",
        "ERROR,   OPTIONS, /orders",
        "ERROR,   GET,     /open/%2fx",
    })
    void a_dispatch_of_a_refused_request_does_not_reach_the_application(DispatcherType type, String method, String path)
            throws Exception {
        MockHttpServletRequest request = browser.request(method, path);
        request.addHeader("Access-Control-Request-Method", "GET");
        assertThat(browser.send(request).getStatus()).isIn(400, 401);

        request.setDispatcherType(type);
        browser.send(request);

        assertThat(browser.reachedTheApplication()).isFalse();
    }

    @ParameterizedTest(name = "row {index}")
    @MethodSource("malformed")
    void malformed_JSON_is_rejected_without_a_call_of_the_issuer(String body) throws Exception {
        MockHttpServletRequest request = browser.request("POST", "/auth/signin/backend");
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));

        assertThat(browser.send(request).getStatus()).isEqualTo(400);
        assertThat(issuer.counters().logins()).isZero();
    }

    @Test
    void a_page_with_an_unreadable_body_is_redirected_to_the_sign_in_page() throws Exception {
        try (LogRecords log = new LogRecords()) {
            for (int i = 0; i < 10; i++) {
                MockHttpServletResponse refused = browser.send(form("email=alice%40example.org&password=%zz-s3cret"));

                assertThat(refused.getStatus()).isEqualTo(303);
                assertThat(refused.getHeader("Location")).isEqualTo("/shop/auth/signin?error=CredentialsSignin");
            }
            assertThat(log.text()).doesNotContain("alice", "s3cret");
        }

        assertThat(browser.session()).isNull();
        assertThat(issuer.counters().loginsRefused()).isZero();
        assertThat(browser.signIn("alice@example.org", "right").getStatus()).isEqualTo(200);
    }

    @Test
    void a_page_with_too_large_a_body_is_redirected_to_the_sign_in_page() throws Exception {
        MockHttpServletResponse refused = browser.send(form("email=" + "x".repeat(70_000)));

        assertThat(refused.getStatus()).isEqualTo(303);
        assertThat(refused.getHeader("Location")).isEqualTo("/shop/auth/signin?error=CredentialsSignin");
    }

    private MockHttpServletRequest form(String body) {
        MockHttpServletRequest request = browser.request("POST", "/auth/signin/backend");
        request.addHeader("Sec-Fetch-Mode", "navigate");
        request.setContentType("application/x-www-form-urlencoded");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    static Stream<String> malformed() {
        return Stream.of(
                "{",
                "{\"email\":",
                "[]",
                "\"text\"",
                "null",
                "[".repeat(20_000),
                "{\"a\":".repeat(5_000),
                "{\"email\":\"" + "x".repeat(70_000) + "\"}");
    }
}
