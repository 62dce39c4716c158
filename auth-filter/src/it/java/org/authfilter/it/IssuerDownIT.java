package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** R9: the issuer can't be reached. All sessions stay signed in. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class IssuerDownIT {

    private static final String APP = "down";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private final Browser browser = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.public-paths=/public/*")
                .addClass(WhoServlet.class);
    }

    @BeforeEach
    void signIn() {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(10));
        browser.signIn("alice@example.org");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void a_valid_token_is_used_and_an_expired_one_waits_for_the_issuer() {
        ISSUER.goDown();
        // Half of the lifetime is the margin (R2).
        Await.until(ISSUER.lastExpiry().minusMillis(4900));
        assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");

        Await.until(ISSUER.lastExpiry());
        assertUnavailable();

        ISSUER.comeBack();
        assertWorksAgain();
    }

    @Test
    void a_busy_issuer_is_called_again_later() {
        ISSUER.always(Fault.status(503).withRetryAfter("1"));
        Await.until(ISSUER.lastExpiry());
        assertUnavailable();

        ISSUER.healthy();
        assertWorksAgain();
        assertThat(ISSUER.counters().reuses()).isZero();
    }

    private void assertUnavailable() {
        HttpResponse<String> call = browser.call("/who");
        HttpResponses.assertProblem(call, 503, "TemporarilyUnavailable");
        assertThat(HttpResponses.header(call, "Retry-After")).matches("\\d+");

        HttpResponse<String> page = browser.page("/who");
        assertThat(page.statusCode()).as(HttpResponses.describe(page)).isEqualTo(503);
        assertThat(HttpResponses.header(page, "Retry-After")).matches("\\d+");

        assertThat(browser.page("/public/who").body()).startsWith("remoteUser=alice");
        assertThat(browser.call("/auth/session").statusCode()).isEqualTo(503);
    }

    private void assertWorksAgain() {
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        Await.until(
                "the session works again",
                Duration.ofSeconds(60),
                () -> browser.call("/who").statusCode() == 200);
        assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");
    }
}
