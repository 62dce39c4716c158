package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A link to the sign-in page that carries a login field, such as a code in an e-mail. */
class HandedOverFieldsTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(
            issuer,
            clock,
            Map.of(
                    "provider.backend.login-fields",
                    "email,code,password",
                    "provider.backend.secret-fields",
                    "password"));

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void a_login_field_of_the_query_is_filled_in() throws Exception {
        assertThat(signInPage("code", "123-456").getContentAsString())
                .contains("<input name=\"code\" type=\"text\" autocomplete=\"one-time-code\" value=\"123-456\"");
    }

    @Test
    void a_link_submits_nothing() throws Exception {
        MockHttpServletResponse page = signInPage("code", "123-456");

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString()).doesNotContain("<script");
        assertThat(issuer.counters().logins()).isZero();
    }

    @Test
    void a_field_that_tries_to_break_out_stays_a_value() throws Exception {
        assertThat(signInPage("code", "\"><script>alert(1)</script>").getContentAsString())
                .contains("value=\"&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script");
    }

    @Test
    void a_password_is_never_taken_from_the_query() throws Exception {
        assertThat(signInPage("password", "s3cret").getContentAsString()).doesNotContain("s3cret");
    }

    @Test
    void a_parameter_that_is_no_login_field_is_ignored() throws Exception {
        assertThat(signInPage("token", "s3cret").getContentAsString()).doesNotContain("s3cret");
    }

    @Test
    void a_failed_sign_in_redirects_without_the_code() throws Exception {
        MockHttpServletRequest request = browser.request("POST", "/auth/signin/backend");
        request.addHeader("Sec-Fetch-Mode", "navigate");
        request.addHeader("Referer", "http://localhost/shop/auth/signin?code=123-456");
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("email", "alice@example.org");
        request.addParameter("code", "123-456");
        request.addParameter("password", "wrong");

        assertThat(browser.send(request).getHeader("Location")).isEqualTo("/shop/auth/signin?error=CredentialsSignin");
    }

    private MockHttpServletResponse signInPage(String field, String value) throws Exception {
        return browser.page("/auth/signin?" + field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
