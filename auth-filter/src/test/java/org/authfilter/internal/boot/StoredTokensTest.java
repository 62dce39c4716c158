package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockSessionCookieConfig;

/** The tokens of a session can be read with the cookie {@code auth-filter-key} only. */
class StoredTokensTest {

    private static final String KEY = "auth-filter-key";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());
    private MockHttpServletResponse signedIn;

    @BeforeEach
    void signIn() throws Exception {
        signedIn = browser.signIn("alice@example.org", "right");
    }

    @AfterEach
    void close() {
        browser.close();
        issuer.close();
    }

    @Test
    void the_sign_in_sets_the_key_like_the_session_cookie() {
        Cookie cookie = signedIn.getCookie(KEY);

        assertThat(cookie.getValue()).hasSize(43);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSecure()).isFalse();
        assertThat(cookie.getPath()).isEqualTo("/shop");
        assertThat(cookie.getMaxAge()).isEqualTo(-1);
        assertThat(cookie.getDomain()).isNull();
    }

    @Test
    void the_key_follows_the_configuration_of_the_session_cookie() throws Exception {
        var request = browser.request("POST", "/auth/signin/backend");
        MockSessionCookieConfig config =
                (MockSessionCookieConfig) request.getServletContext().getSessionCookieConfig();
        config.setPath("/");
        config.setDomain("example.org");
        config.setMaxAge(77);
        config.setAttribute("SameSite", "Strict");
        request.setSecure(true);
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("email", "alice@example.org");
        request.addParameter("password", "right");

        Cookie cookie = browser.send(request).getCookie(KEY);

        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isEqualTo("example.org");
        assertThat(cookie.getMaxAge()).isEqualTo(77);
        assertThat(cookie.getSecure()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Strict");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "x",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "===========================================",
                "é"
            })
    void a_session_without_its_key_counts_as_signed_out(String other) throws Exception {
        browser.replaceCookie(KEY, other);

        assertThat(json(browser.call("GET", "/auth/session")).getString("status"))
                .isEqualTo("unauthenticated");
        assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(401);
        assertThat(browser.call("GET", "/open/prices").getStatus()).isEqualTo(200);
        assertThat(browser.page("/orders").getStatus()).isEqualTo(303);
        assertThat(browser.call("POST", "/auth/session").getStatus()).isEqualTo(200);
        assertThat(browser.call("POST", "/auth/signout").getStatus()).isEqualTo(200);
    }

    @Test
    void the_key_of_another_session_counts_as_none() throws Exception {
        try (MockBrowser other = new MockBrowser(issuer, clock, Map.of())) {
            other.signIn("bob@example.org", "right");
            browser.replaceCookie(KEY, other.cookie(KEY));
        }

        assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(401);
    }

    @Test
    void a_further_cookie_of_that_name_does_no_harm() throws Exception {
        var request = browser.request("GET", "/orders");
        request.setCookies(new Cookie(KEY, "of-another-war"), new Cookie(KEY, browser.cookie(KEY)));

        assertThat(browser.send(request).getStatus()).isEqualTo(200);
    }

    @Test
    void another_node_goes_on_with_the_cookie_only() throws Exception {
        try (MockBrowser elsewhere = browser.atAnotherNode(issuer, clock)) {
            assertThat(elsewhere.call("GET", "/orders").getStatus()).isEqualTo(200);
            elsewhere.replaceCookie(KEY, null);
            assertThat(elsewhere.call("GET", "/orders").getStatus()).isEqualTo(401);
        }
    }

    @Test
    void a_refresh_keeps_the_key() throws Exception {
        clock.advance(Duration.ofMinutes(10));

        MockHttpServletResponse response = browser.call("GET", "/orders");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(issuer.counters().refreshes()).isEqualTo(1);
        assertThat(response.getCookie(KEY)).isNull();
        try (MockBrowser elsewhere = browser.atAnotherNode(issuer, clock)) {
            assertThat(elsewhere.call("GET", "/orders").getStatus()).isEqualTo(200);
        }
    }

    @Test
    void R16_a_further_sign_in_has_a_new_key() throws Exception {
        String first = browser.cookie(KEY);

        browser.signIn("alice@example.org", "right");

        assertThat(browser.cookie(KEY)).isNotEqualTo(first);
        assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void the_sign_out_deletes_the_key() throws Exception {
        Cookie deleted = browser.call("POST", "/auth/signout").getCookie(KEY);

        assertThat(deleted.getMaxAge()).isZero();
        assertThat(deleted.getValue()).isEmpty();
        assertThat(deleted.getPath()).isEqualTo("/shop");
    }

    @Test
    void a_rejected_refresh_deletes_the_key() throws Exception {
        issuer.revokeAll();
        clock.advance(Duration.ofMinutes(10));

        MockHttpServletResponse response = browser.call("GET", "/orders");

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(response.getCookie(KEY).getMaxAge()).isZero();
    }

    @Test
    void R16_a_session_whose_key_is_lost_is_not_passed_on_to_another_user() throws Exception {
        browser.session().setAttribute("basket", "of alice");
        browser.replaceCookie(KEY, null);

        browser.signIn("bob@example.org", "right");

        assertThat(browser.session().getAttribute("basket")).isNull();
    }

    @Test
    void R16_the_same_user_keeps_a_session_whose_key_is_lost() throws Exception {
        browser.session().setAttribute("basket", "of alice");
        browser.replaceCookie(KEY, null);

        browser.signIn("alice@example.org", "right");

        assertThat(browser.session().getAttribute("basket")).isEqualTo("of alice");
    }
}
