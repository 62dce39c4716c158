package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Hold;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationAtEndTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));

    @ParameterizedTest(name = "R19: {0}")
    @ValueSource(strings = {"session-max-age", "idle-timeout"})
    void R19_a_session_that_reaches_a_limit_revokes_its_refresh_token(String limit) throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start(clock).accessTokenLifetime(Duration.ofHours(1));
                MockBrowser browser = new MockBrowser(issuer, clock, Map.of(limit, "10m"))) {
            browser.signIn("alice@example.org", "right");
            clock.advance(Duration.ofMinutes(10));

            assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(401);
            issuer.counters().awaitRevocations(1);
        }
    }

    @ParameterizedTest(name = "R19: {0}")
    @ValueSource(strings = {"nonce", "sub", "UserInfo"})
    void R19_a_sign_in_that_fails_after_the_code_was_redeemed_revokes_the_refresh_token(String broken)
            throws Exception {
        try (OpenIdShop shop = new OpenIdShop()) {
            if (broken.equals("UserInfo")) {
                shop.provider.fail("/userinfo", 500, "server_error");
            } else {
                shop.provider.bendIdToken(claims -> claims.remove(broken));
            }
            Hold revocation = shop.provider.hold("/revoke");

            assertThat(shop.signIn().getHeader("Location")).contains("error=");
            revocation.awaitCaller();
            revocation.release();
        }
    }

    @Test
    void R19_a_logout_by_the_provider_revokes_nothing() throws Exception {
        try (OpenIdShop shop = new OpenIdShop()) {
            shop.signIn();
            shop.browser.page("/auth/frontchannel-logout/idp?iss=" + shop.provider.issuer() + "&sid=sid-alice");

            assertThat(shop.status()).isEqualTo("unauthenticated");
            assertThat(shop.provider.calls("/revoke")).isZero();
        }
    }
}
