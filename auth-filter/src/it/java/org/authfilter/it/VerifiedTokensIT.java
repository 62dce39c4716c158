package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
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

/**
 * A WAR with two backends: {@code backend} takes forms, its access tokens are verified and it has a profile;
 * {@code other} takes the refresh token in a header.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class VerifiedTokensIT {

    private static final String APP = "verified";
    private static final FakeIssuer ISSUER =
            FakeIssuer.start().jwt(true).jwtAudience("orders").refreshTokenLifetime(Duration.ofHours(1));

    private final Browser browser = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        "auth-filter.public-paths=/public/*",
                        "auth-filter.provider.backend.refresh-carrier=form",
                        "auth-filter.provider.backend.profile-url=" + ISSUER.profileUrl(),
                        "auth-filter.provider.backend.jwks-url=" + ISSUER.jwksUrl(),
                        "auth-filter.provider.backend.issuer=" + ISSUER.url(""),
                        "auth-filter.provider.backend.audience=orders",
                        "auth-filter.provider.other.type=credentials",
                        "auth-filter.provider.other.login-url=" + ISSUER.loginUrl(),
                        "auth-filter.provider.other.refresh-url=" + ISSUER.refreshUrl(),
                        "auth-filter.provider.other.logout-url=" + ISSUER.logoutUrl(),
                        "auth-filter.provider.other.refresh-carrier=header",
                        "auth-filter.provider.other.refresh-field=X-Refresh-Token")
                .addClass(WhoServlet.class);
    }

    @BeforeEach
    void allIsWell() {
        ISSUER.healthy().jwtAudience("orders").roles("user").accessTokenLifetime(Duration.ofMinutes(5));
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void rotated_keys_are_found() {
        browser.signIn("alice@example.org");
        assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");

        ISSUER.rotateKey();

        assertThat(browser.post("/auth/session", "{}").statusCode()).isEqualTo(200);
        assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");
    }

    @Test
    void a_token_for_another_audience_does_not_sign_in() {
        ISSUER.jwtAudience("invoices");

        HttpResponses.assertSentToSignIn(browser.signIn("alice@example.org"), APP, "/", "Configuration");
        assertThat(browser.call("/who").statusCode()).isEqualTo(401);
    }

    @Test
    void R15_a_sign_in_without_the_keys_fails() {
        ISSUER.rotateKey().keysAlways(Fault.status(503));

        HttpResponses.assertSentToSignIn(browser.signIn("alice@example.org"), APP, "/", "TemporarilyUnavailable");
        assertThat(browser.call("/who").statusCode()).isEqualTo(401);
    }

    @Test
    void R15_tokens_issued_while_the_keys_were_unavailable_are_used_once_verified() {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(2));
        browser.signIn("alice@example.org");
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        ISSUER.rotateKey().keysAlways(Fault.status(503));
        int refreshes = ISSUER.counters().refreshesOk();
        Await.until(ISSUER.lastExpiry());

        HttpResponses.assertProblem(browser.call("/who"), 503, "TemporarilyUnavailable");
        HttpResponses.assertProblem(browser.call("/who"), 503, "TemporarilyUnavailable");
        HttpResponses.assertProblem(browser.call("/auth/session"), 503, "TemporarilyUnavailable");
        assertThat(browser.page("/public/who").body()).startsWith("remoteUser=alice");

        ISSUER.healthy();
        Await.until(
                "the tokens are verified",
                Duration.ofSeconds(30),
                () -> browser.call("/who").statusCode() == 200);
        assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");
        assertThat(ISSUER.counters().refreshesOk()).isEqualTo(refreshes + 1);
        assertThat(ISSUER.counters().reuses()).isZero();
    }

    @Test
    void a_forced_refresh_reads_the_profile_again() {
        browser.signIn("alice@example.org");
        ISSUER.roles("user", "boss");
        int readings = ISSUER.counters().profileReadings();

        HttpResponse<String> refreshed = browser.post("/auth/session", "{}");

        assertThat(refreshed.body()).contains("\"boss\"");
        assertThat(ISSUER.counters().profileReadings()).isEqualTo(readings + 1);
    }

    @Test
    void a_form_carries_the_refresh_token() throws InterruptedException {
        browser.signIn("alice@example.org");

        assertRefreshesAndSignsOut();
    }

    @Test
    void a_header_carries_the_refresh_token() throws InterruptedException {
        browser.submit("/auth/signin/other", Map.of("email", "bob@example.org", "password", "right"));

        assertRefreshesAndSignsOut();
    }

    private void assertRefreshesAndSignsOut() throws InterruptedException {
        int refreshes = ISSUER.counters().refreshesOk();
        int revocations = ISSUER.counters().revocations();

        assertThat(browser.post("/auth/session", "{}").statusCode()).isEqualTo(200);
        assertThat(ISSUER.counters().refreshesOk()).isEqualTo(refreshes + 1);

        assertThat(browser.post("/auth/signout", "{}").statusCode()).isEqualTo(200);
        ISSUER.counters().awaitRevocations(revocations + 1);
        assertThat(ISSUER.counters().revocations()).isEqualTo(revocations + 1);
        assertThat(browser.call("/who").statusCode()).isEqualTo(401);
    }
}
