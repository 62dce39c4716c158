package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** R14: the issuer has revoked the refresh token, and the access token has run out. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class DeadRefreshTokenIT {

    private static final String APP = "dead";
    private static final String ERROR = "RefreshAccessTokenError";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private final Browser browser = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.public-paths=/public/*")
                .addClass(WhoServlet.class);
    }

    @BeforeEach
    void signInAndLoseTheTokens() {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        browser.signIn("alice@example.org");
        assertThat(browser.page("/public/who").body()).startsWith("remoteUser=alice");
        ISSUER.revokeAll();
        Await.until(ISSUER.lastExpiry());
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void a_protected_page_redirects_to_the_sign_in_page() {
        HttpResponses.assertSentToSignIn(browser.page("/who?tab=2"), APP, "/who?tab=2", ERROR);
        HttpResponses.assertSentToSignIn(browser.page("/who"), APP, "/who", "SessionRequired");
    }

    @Test
    void a_protected_call_is_refused_with_a_problem() {
        HttpResponses.assertProblem(browser.call("/who"), 401, ERROR);
    }

    @Test
    void a_public_page_continues_anonymously() {
        HttpResponse<String> response = browser.page("/public/who");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("remoteUser=null");
    }

    @Test
    void the_session_endpoint_reports_the_error_once() {
        assertThat(HttpResponses.json(browser.call("/auth/session")))
                .containsEntry("status", "unauthenticated")
                .containsEntry("error", ERROR);
        assertThat(HttpResponses.json(browser.call("/auth/session")))
                .containsEntry("status", "unauthenticated")
                .doesNotContainKey("error");
    }

    @Test
    void a_new_sign_in_starts_a_session() {
        browser.page("/who");

        browser.signIn("alice@example.org");
        assertThat(browser.page("/who").statusCode()).isEqualTo(200);
    }
}
