package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample as it is built, with its own token backend and API on free ports. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SampleIT {

    private static final String APP = SampleWar.NAME;
    private static final int REQUESTS = 50;

    private final Browser browser = new Browser(APP);

    @Deployment(name = "sample-properties", order = 1, testable = false)
    static WebArchive properties() {
        return SampleWar.properties(20);
    }

    @Deployment(name = APP, order = 2, testable = false)
    static WebArchive sample() {
        return SampleWar.sample();
    }

    @Test
    void the_home_page_is_public_and_the_account_is_not() {
        assertThat(browser.page("/").statusCode()).isEqualTo(200);
        HttpResponses.assertSentToSignIn(browser.page("/account/"), APP, "/account/", "SessionRequired");
        HttpResponses.assertProblem(browser.call("/api/my-orders"), 401, "SessionRequired");
    }

    @Test
    void a_signed_in_user_sees_account_and_orders() {
        HttpResponses.assertSentTo(signIn("alice-pw"), APP, "/account/");

        assertThat(browser.page("/account/").statusCode()).isEqualTo(200);
        assertThat(browser.call("/api/my-orders").body()).startsWith("[{");
        assertThat(HttpResponses.json(browser.call("/auth/session")).toString()).contains("alice@example.test");
    }

    @Test
    void a_wrong_password_redirects_to_the_sign_in_page() {
        assertThat(HttpResponses.header(signIn("wrong"), "Location")).contains("error=CredentialsSignin");
    }

    @Test
    void fifty_requests_at_the_expiry_take_one_refresh() throws Exception {
        signIn("alice-pw");
        String before = browser.call("/api/refresh-count").body();
        Await.until(Instant.parse(
                String.valueOf(HttpResponses.json(browser.call("/auth/session")).get("expiresAt"))));

        assertThat(RequestsAtOnce.send(REQUESTS, browser, "/api/my-orders")).allSatisfy(response -> {
            assertThat(response.statusCode())
                    .as(HttpResponses.describe(response))
                    .isEqualTo(200);
            assertThat(response.body()).startsWith("[{");
        });

        String after = browser.call("/api/refresh-count").body();
        assertThat(count(after, "refreshes") - count(before, "refreshes")).isEqualTo(1);
        assertThat(count(after, "reuses")).isZero();
    }

    private HttpResponse<String> signIn(String password) {
        return browser.submit(
                "/auth/signin/demo",
                Map.of("email", "alice@example.test", "password", password, "callbackUrl", "/sample/account/"));
    }

    private static int count(String stats, String name) {
        String number = stats.replaceAll(".*\"" + name + "\":(\\d+).*", "$1");
        return Integer.parseInt(number);
    }
}
