package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Many requests of strangers cost little: requests to the provider, log lines, memory. */
class FloodTest {

    private static final int MOST_CALLS = 600;
    private static final int MANY = 1000;

    private OpenIdShop shop = new OpenIdShop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private void restart(String... keysAndValues) {
        shop.close();
        shop = new OpenIdShop(keysAndValues);
        shop.provider.bendDiscovery(
                document -> document.put("pushed_authorization_request_endpoint", shop.provider.issuer() + "/par"));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"auto", "always"})
    void an_address_causes_600_pushed_requests_a_minute(String par) throws Exception {
        restart("provider.idp.par", par);
        for (int i = 0; i < MOST_CALLS; i++) {
            assertThat(shop.start("")).startsWith(shop.provider.issuer());
        }

        MockHttpServletResponse refused = shop.browser.call("GET", "/auth/signin/idp");

        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("60");
        assertThat(json(refused).getString("error")).isEqualTo("TemporarilyUnavailable");
        assertThat(shop.start("?callbackUrl=%2Fshop%2Forders"))
                .isEqualTo("/shop/auth/signin?callbackUrl=%2Fshop%2Forders&error=TemporarilyUnavailable");
        assertThat(shop.start("?error=SessionRequired")).startsWith("/shop/auth/signin?");
        assertThat(shop.provider.calls("/par")).isEqualTo(MOST_CALLS);
        shop.clock.advance(Duration.ofMinutes(1));
        assertThat(shop.start("")).startsWith(shop.provider.issuer());
    }

    @Tag("slow")
    @Test
    void an_address_causes_600_calls_of_the_token_endpoint_a_minute() throws Exception {
        shop.start("");
        shop.clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < MOST_CALLS; i++) {
            assertThat(comeBackWithMadeUpCode()).endsWith("error=OAuthCallback");
        }

        assertThat(comeBackWithMadeUpCode()).endsWith("error=TemporarilyUnavailable");
        assertThat(shop.provider.calls("/token")).isEqualTo(MOST_CALLS);
        shop.clock.advance(Duration.ofMinutes(1));
        assertThat(comeBackWithMadeUpCode()).endsWith("error=OAuthCallback");
    }

    private String comeBackWithMadeUpCode() throws Exception {
        String response = shop.provider.authorize(shop.start(""));
        return shop.comeBack(response.replaceAll("code=[^&]*", "code=made-up")).getHeader("Location");
    }

    @Tag("slow")
    @Test
    void another_address_starts_sign_ins_meanwhile() throws Exception {
        restart();
        for (int i = 0; i <= MOST_CALLS; i++) {
            shop.start("");
        }
        MockHttpServletRequest elsewhere = shop.browser.request("GET", "/auth/signin/idp");
        elsewhere.addHeader("Sec-Fetch-Mode", "navigate");
        elsewhere.setRemoteAddr("192.0.2.7");

        assertThat(shop.browser.send(elsewhere).getHeader("Location")).startsWith(shop.provider.issuer());
    }

    @Test
    void starts_that_send_no_request_to_the_provider_are_not_limited() throws Exception {
        for (int i = 0; i < MANY; i++) {
            assertThat(shop.start("")).startsWith(shop.provider.issuer());
        }
    }

    @Test
    void failed_sign_ins_are_logged_once_a_minute_and_kind_with_the_number_left_out() throws Exception {
        try (LogRecords log = new LogRecords()) {
            for (int i = 0; i < MANY; i++) {
                shop.browser.page("/auth/callback/idp?state=x" + i + "&error=y" + i);
            }
            shop.clock.advance(Duration.ofMinutes(1));
            shop.browser.page("/auth/callback/idp?code=z");

            String reason = "Provider idp: sign-in failed: unknown, expired or already used state";
            assertThat(log.lines("INFO")).containsExactly(reason, reason + " (999 similar messages left out before)");
        }
    }

    @Test
    void each_request_of_a_stranger_is_logged_at_most_once_a_minute_and_kind() throws Exception {
        String[] strangers = {
            "GET /auth/signin/idp?max_age=x",
            "GET /auth/callback/idp?state=" + "x".repeat(43) + "&code=y",
            "GET /auth/frontchannel-logout/idp?sid=x",
            "POST /auth/backchannel-logout/idp",
            "POST /auth/session",
            "POST /auth/signout",
            "DELETE /auth/session",
            "GET /auth/nothing",
            "GET /orders",
            "GET /orders/..;/x",
        };
        try (LogRecords log = new LogRecords()) {
            for (int i = 0; i < MANY; i++) {
                String[] methodAndPath = strangers[i % strangers.length].split(" ", 2);
                MockHttpServletRequest request = shop.browser.request(methodAndPath[0], methodAndPath[1]);
                request.removeHeader("Sec-Fetch-Site");
                request.addHeader("Origin", "https://stranger" + i + ".example");
                shop.browser.send(request);
            }

            assertThat(log.text()
                            .lines()
                            .filter(line -> !line.contains("Host header"))
                            .toList())
                    .hasSizeLessThanOrEqualTo(3)
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"login_hint", "ui_locales", "acr_values", "prompt"})
    void a_parameter_of_more_than_500_characters_is_not_handed_on(String name) throws Exception {
        assertThat(shop.start("?" + name + "=" + "x".repeat(500))).contains(name + "=x");
        assertThat(shop.start("?" + name + "=" + "x".repeat(501))).doesNotContain(name + "=");
    }

    @Test
    void parameters_of_an_address_of_more_than_64_KiB_do_not_count() throws Exception {
        String response = shop.provider.authorize(shop.start(""));
        String path = response.substring((OpenIdShop.ROOT + MockBrowser.CONTEXT).length());

        assertThat(shop.browser.page(path + "&x=" + "y".repeat(64 * 1024)).getHeader("Location"))
                .endsWith("error=OAuthCallback");
        assertThat(shop.provider.calls("/token")).isZero();
    }
}
