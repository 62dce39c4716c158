package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** The whole filter, with access tokens that are verified. */
class VerifyingApplicationTest {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock).jwt(true).jwtAudience("orders");
    private final MockBrowser browser = new MockBrowser(
            issuer,
            clock,
            Map.of(
                    "provider.backend.jwks-url", issuer.jwksUrl().toString(),
                    "provider.backend.audience", "orders",
                    "provider.backend.profile-url", issuer.profileUrl().toString()));

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void an_invalid_access_token_does_not_sign_in() throws Exception {
        issuer.jwtAudience("invoices");

        MockHttpServletResponse refused = browser.signIn("alice@example.org", "r1ght-Pa55word");

        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(json(refused).getString("error")).isEqualTo("Configuration");
        assertThat(browser.session()).isNull();
    }

    @Test
    void R15_a_sign_in_without_the_keys_fails() throws Exception {
        issuer.keysAlways(Fault.status(500));

        MockHttpServletResponse refused = browser.signIn("alice@example.org", "r1ght-Pa55word");

        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(json(refused).getString("error")).isEqualTo("TemporarilyUnavailable");
        assertThat(browser.session()).isNull();
    }

    @Test
    void R15_unavailable_keys_after_a_refresh_give_503_on_protected_paths_only() throws Exception {
        refreshWithoutKeys();

        MockHttpServletResponse refused = browser.call("GET", "/orders");
        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(json(refused).getString("error")).isEqualTo("TemporarilyUnavailable");

        browser.call("GET", "/open/news");
        assertThat(browser.seenRequest().getRemoteUser()).isEqualTo("alice");
        Caller caller = (Caller) browser.seenRequest().getAttribute("org.authfilter.caller");
        assertThatThrownBy(caller::accessToken)
                .isInstanceOfSatisfying(
                        AccessTokenUnavailableException.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(Reason.TEMPORARILY_UNAVAILABLE));
    }

    @Test
    void R15_a_session_continues_without_another_refresh_once_the_keys_are_back() throws Exception {
        refreshWithoutKeys();
        browser.call("GET", "/orders");
        issuer.healthy();
        clock.advance(Duration.ofSeconds(2));

        assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(200);
        assertThat(browser.reachedTheApplication()).isTrue();
        assertThat(issuer.counters().refreshes()).isEqualTo(1);
        assertThat(issuer.counters().reuses()).isZero();
    }

    @Test
    void R9_invalid_refreshed_tokens_neither_sign_out_nor_lose_the_refresh_token() throws Exception {
        browser.signIn("alice@example.org", "r1ght-Pa55word");
        issuer.jwtAudience("invoices");
        clock.advance(LIFETIME);
        MockHttpServletResponse refused = browser.call("GET", "/orders");
        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(json(refused).getString("error")).isEqualTo("Configuration");

        issuer.jwtAudience("orders");
        clock.advance(LIFETIME);

        assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(200);
        assertThat(issuer.counters().reuses()).isZero();
    }

    @Test
    void a_forced_refresh_reads_the_profile_again_and_an_ordinary_one_does_not() throws Exception {
        browser.signIn("alice@example.org", "r1ght-Pa55word");
        issuer.roles("user", "boss");
        clock.advance(LIFETIME);
        browser.call("GET", "/orders");
        assertThat(issuer.counters().profileReadings()).isEqualTo(1);

        MockHttpServletResponse refreshed = browser.call("POST", "/auth/session");

        assertThat(json(refreshed).getJsonObject("user").getJsonArray("roles")).hasSize(2);
        assertThat(issuer.counters().profileReadings()).isEqualTo(2);
    }

    private void refreshWithoutKeys() throws Exception {
        browser.signIn("alice@example.org", "r1ght-Pa55word");
        issuer.rotateKey().keysAlways(Fault.status(503));
        clock.advance(LIFETIME);
        assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(503);
        clock.advance(Duration.ofSeconds(1));
    }
}
