package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** An application with its own sign-in page behind a proxy that changes the path. */
class OuterAddressTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(
            issuer, clock, Map.of("base-url", "https://www.example/app", "sign-in-page", "/login.xhtml"));

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void a_refused_page_is_redirected_to_the_own_sign_in_page_at_the_outer_address() throws Exception {
        assertThat(browser.page("/orders").getHeader("Location"))
                .isEqualTo("https://www.example/app/login.xhtml?callbackUrl=%2Fapp%2Forders&error=SessionRequired");
    }

    @Test
    void a_refused_call_names_the_outer_path_of_the_own_sign_in_page() throws Exception {
        MockHttpServletResponse refused = browser.call("GET", "/orders");

        assertThat(json(refused).getString("signIn")).isEqualTo("/app/login.xhtml");
        assertThat(refused.getHeader("WWW-Authenticate")).contains("realm=\"/app/\"");
    }

    @Test
    void the_own_sign_in_page_is_public() throws Exception {
        browser.page("/login.xhtml?error=CredentialsSignin");

        assertThat(browser.reachedTheApplication()).isTrue();
    }
}
