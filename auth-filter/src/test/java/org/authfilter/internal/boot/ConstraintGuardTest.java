package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.internal.web.ConstraintGuard.Anonymous;
import org.authfilter.internal.web.ConstraintGuard.Decision;
import org.authfilter.internal.web.ConstraintGuard.Known;
import org.authfilter.internal.web.ConstraintGuard.Responded;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What the container is told before it applies its constraints, and what the filter does after it. */
class ConstraintGuardTest {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock).accessTokenLifetime(LIFETIME);
    private final RecordingIdentity identity = new RecordingIdentity();
    private final MockBrowser browser = new MockBrowser(
            issuer,
            clock,
            Map.of(
                    "protected-paths",
                    "/protected/*",
                    "sign-in-page",
                    "/login.html",
                    "idle-timeout",
                    "20m",
                    "preflight-paths",
                    "/api/*"),
            identity);
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void a_constrained_call_without_a_session_is_refused_as_by_the_filter() throws Exception {
        assertThat(decide(browser.request("GET", "/orders"), true)).isInstanceOf(Responded.class);

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getContentType()).startsWith("application/problem+json");
        assertThat(response.getContentAsString()).contains("\"SessionRequired\"");
    }

    @Test
    void a_constrained_page_without_a_session_redirects_to_the_sign_in_page() throws Exception {
        MockHttpServletRequest page = browser.request("GET", "/orders?x=1");
        page.addHeader("Sec-Fetch-Mode", "navigate");

        assertThat(decide(page, true)).isInstanceOf(Responded.class);

        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.getHeader("Location"))
                .isEqualTo("/shop/login.html?callbackUrl=%2Fshop%2Forders%3Fx%3D1&error=SessionRequired");
    }

    @Test
    void a_constrained_preflight_without_a_session_is_refused() throws Exception {
        MockHttpServletRequest preflight = browser.request("OPTIONS", "/orders");
        preflight.addHeader("Access-Control-Request-Method", "PUT");

        assertThat(decide(preflight, true)).isInstanceOf(Responded.class);
        assertThat(response.getStatus()).isEqualTo(401);
    }

    @Test
    void an_unconstrained_request_without_a_session_continues_anonymously() throws Exception {
        assertThat(decide(browser.request("GET", "/protected/x"), false)).isInstanceOf(Anonymous.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_request_with_a_session_continues_with_its_user(boolean isConstrained) throws Exception {
        browser.signIn("alice@example.org", "right");

        Decision decision = decide(browser.request("GET", "/orders"), isConstrained);

        assertThat(((Known) decision).caller().name()).isEqualTo("alice");
        assertThat(((Known) decision).caller().roles()).containsExactly("user");
    }

    @Test
    void the_decision_refreshes_no_token() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(LIFETIME);

        assertThat(decide(browser.request("GET", "/orders"), true)).isInstanceOf(Known.class);
        assertThat(issuer.counters().refreshes()).isZero();
    }

    @Test
    void a_session_beyond_its_idle_timeout_is_refused_and_ends() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(Duration.ofMinutes(20));

        assertThat(decide(browser.request("GET", "/orders"), true)).isInstanceOf(Responded.class);

        assertThat(response.getContentAsString()).contains("\"SessionExpired\"");
        assertThat(browser.session().isInvalid()).isTrue();
    }

    @Test
    void a_session_beyond_its_idle_timeout_without_a_constraint_ends_in_the_filter() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(Duration.ofMinutes(20));
        identity.events.clear();
        MockHttpServletRequest request = browser.request("GET", "/orders");

        assertThat(decide(request, false)).isInstanceOf(Known.class);
        browser.send(request);

        assertThat(identity.events).containsExactly("forget");
        assertThat(browser.reachedTheApplication()).isTrue();
        assertThat(browser.seenRequest().getRemoteUser()).isNull();
    }

    @Test
    void an_exempt_preflight_reaches_the_application_without_a_caller() throws Exception {
        browser.signIn("alice@example.org", "right");
        identity.events.clear();
        MockHttpServletRequest preflight = browser.request("OPTIONS", "/api/orders");
        preflight.addHeader("Access-Control-Request-Method", "PUT");

        browser.send(preflight);

        assertThat(identity.events).containsExactly("forget");
        assertThat(browser.reachedTheApplication()).isTrue();
    }

    @Test
    void an_endpoint_responds_although_a_constraint_covers_it() throws Exception {
        assertThat(decide(browser.request("GET", "/auth/session"), true)).isInstanceOf(Responded.class);

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentAsString()).contains("unauthenticated");
    }

    @Test
    void the_sign_in_page_of_the_application_is_shown_although_a_constraint_covers_it() throws Exception {
        assertThat(decide(browser.request("GET", "/login.html"), true)).isInstanceOf(Responded.class);

        assertThat(response.getForwardedUrl()).isEqualTo("/login.html");
    }

    @Test
    void the_chain_runs_with_the_caller_known_to_the_container() throws Exception {
        browser.signIn("alice@example.org", "right");
        identity.events.clear();

        browser.page("/orders");

        assertThat(identity.events).containsExactly("run as alice", "end");
    }

    @Test
    void a_later_dispatch_runs_with_the_caller_of_its_request() throws Exception {
        browser.signIn("alice@example.org", "right");
        MockHttpServletRequest request = browser.request("GET", "/orders");
        browser.send(request);
        identity.events.clear();
        request.setDispatcherType(DispatcherType.ASYNC);

        browser.send(request);

        assertThat(identity.events).containsExactly("resume as alice");
        assertThat(((Known) decide(request, true)).caller().name()).isEqualTo("alice");
    }

    @Test
    void a_later_dispatch_of_an_anonymous_request_runs_without_a_caller() throws Exception {
        MockHttpServletRequest request = browser.request("GET", "/orders");
        browser.send(request);
        identity.events.clear();
        request.setDispatcherType(DispatcherType.ERROR);

        browser.send(request);

        assertThat(identity.events).containsExactly("resume as anonymous");
    }

    @Test
    void a_session_that_ends_in_this_request_is_forgotten_by_the_container() throws Exception {
        browser.signIn("alice@example.org", "right");
        loseTheTokens();

        browser.page("/orders");

        assertThat(identity.events).containsExactly("forget");
        assertThat(browser.reachedTheApplication()).isTrue();
    }

    @Test
    void a_session_that_ends_in_this_request_does_not_pass_a_constraint() throws Exception {
        browser.signIn("alice@example.org", "right");
        loseTheTokens();
        MockHttpServletRequest request = browser.request("GET", "/orders");
        decide(request, true);

        assertThat(browser.send(request).getStatus()).isEqualTo(401);
        assertThat(browser.reachedTheApplication()).isFalse();
    }

    @Test
    void an_expired_token_that_can_not_be_refreshed_now_gives_503_behind_a_constraint() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(LIFETIME);
        issuer.goDown();
        MockHttpServletRequest request = browser.request("GET", "/orders");
        decide(request, true);

        assertThat(browser.send(request).getStatus()).isEqualTo(503);
    }

    @Test
    void a_login_posted_to_j_security_check_gets_the_sign_in_page() throws Exception {
        MockHttpServletRequest login = browser.request("POST", "/j_security_check");
        login.addHeader("Sec-Fetch-Mode", "navigate");
        login.addHeader("Referer", "http://localhost/shop/old-login.html");

        assertThat(browser.send(login).getHeader("Location")).isEqualTo("/shop/login.html");
    }

    @Test
    void the_end_of_the_application_stops_the_identity() {
        browser.close();

        assertThat(identity.events).contains("stop");
    }

    private void loseTheTokens() {
        clock.advance(LIFETIME);
        issuer.revokeAll();
        identity.events.clear();
    }

    private Decision decide(MockHttpServletRequest request, boolean isConstrained) throws Exception {
        return identity.guard().decide(request, response, isConstrained);
    }
}
