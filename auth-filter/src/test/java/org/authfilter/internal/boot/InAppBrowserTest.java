package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Browsers inside of other apps, which name the app in {@code X-Requested-With}, see pages and no JSON. */
class InAppBrowserTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @ParameterizedTest(name = "{0}, Sec-Fetch-Mode {1}")
    @CsvSource({
        "com.example.app,       navigate",
        "com.example.app,       ",
        "com.facebook.katana,   navigate",
        "com.facebook.katana,   ",
        "jp.naver.line.android, ",
        "com.tencent.mm,        ",
        "'',                    ",
    })
    void a_protected_page_the_sign_in_and_the_sign_out_are_pages(String app, String mode) throws Exception {
        MockHttpServletResponse refused = browser.send(from(app, mode, "GET", "/orders"));
        MockHttpServletResponse page = browser.send(from(app, mode, "GET", "/auth/signin"));
        MockHttpServletResponse failed = browser.send(form(app, mode, "wrong"));
        MockHttpServletResponse signedIn = browser.send(form(app, mode, "right"));
        MockHttpServletResponse signedOut = browser.send(from(app, mode, "POST", "/auth/signout"));

        assertThat(refused.getStatus()).isEqualTo(303);
        assertThat(page.getContentType()).startsWith("text/html");
        assertThat(failed.getHeader("Location")).isEqualTo("/shop/auth/signin?error=CredentialsSignin");
        assertThat(signedIn.getHeader("Location")).isEqualTo("/shop/");
        assertThat(signedOut.getHeader("Location")).isEqualTo("/shop/");
    }

    private MockHttpServletRequest form(String app, String mode, String password) {
        MockHttpServletRequest request = from(app, mode, "POST", "/auth/signin/backend");
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("email", "alice@example.org");
        request.addParameter("password", password);
        return request;
    }

    private MockHttpServletRequest from(String app, String mode, String method, String path) {
        MockHttpServletRequest request = browser.request(method, path);
        request.addHeader("X-Requested-With", app);
        request.addHeader("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if (mode != null) {
            request.addHeader("Sec-Fetch-Mode", mode);
        }
        return request;
    }
}
