package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.authfilter.it.app.BasketServlet;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.control.PropertiesListener;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A WAR of two servlets, without a line about signing in, configured by system properties of the server alone. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class StrangerIT {

    private static final String APP = "stranger";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private final Browser browser = new Browser(APP);

    @Deployment(name = "properties", order = 1, testable = false)
    static WebArchive properties() {
        return ShrinkWrap.create(WebArchive.class, "properties.war")
                .addClass(PropertiesListener.class)
                .addAsResource(
                        Wars.lines(Wars.providerOf(ISSUER, "auth-filter.public-paths=/public/*")), "server.properties");
    }

    @Deployment(name = APP, order = 2, testable = false)
    static WebArchive stranger() {
        return Wars.withAuthFilter(APP).addClasses(WhoServlet.class, BasketServlet.class);
    }

    @BeforeEach
    void reset() {
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void a_protected_page_redirects_to_the_sign_in_page() {
        HttpResponses.assertSentToSignIn(browser.page("/who?tab=2&x=%26"), APP, "/who?tab=2&x=%26", "SessionRequired");
    }

    @Test
    void a_protected_call_is_refused_with_a_problem() {
        HttpResponse<String> response = browser.call("/who");

        HttpResponses.assertProblem(response, 401, "SessionRequired");
        assertThat(HttpResponses.header(response, "WWW-Authenticate"))
                .isNotEmpty()
                .doesNotStartWithIgnoringCase("basic")
                .doesNotStartWithIgnoringCase("digest")
                .doesNotStartWithIgnoringCase("negotiate");
        assertThat(HttpResponses.header(response, "Cache-Control")).contains("no-store");
    }

    @Test
    void the_sign_in_page_has_a_form_of_the_provider() {
        HttpResponse<String> response = browser.page("/auth/signin?callbackUrl=%2Fstranger%2Fwho");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(HttpResponses.header(response, "Content-Type")).startsWith("text/html");
        assertThat(response.body())
                .contains("/stranger/auth/signin/backend")
                .contains("name=\"email\"")
                .contains("name=\"password\"")
                .contains("/stranger/who");
        assertThat(HttpResponses.header(response, "Content-Security-Policy")).isNotEmpty();
    }

    @Test
    void a_sign_in_returns_to_the_page_which_has_the_caller() {
        HttpResponses.assertSentTo(browser.signIn("alice@example.org", "right", "/who"), APP, "/who");

        assertThat(browser.page("/who").body()).isEqualTo("remoteUser=alice principal=alice user=true admin=false");
        assertThat(browser.page("/public/who").body()).startsWith("remoteUser=alice ");
    }

    @Test
    void the_session_endpoint_has_the_user_and_no_token() {
        browser.signIn("alice@example.org");

        HttpResponse<String> response = browser.call("/auth/session");
        assertThat(HttpResponses.json(response))
                .containsEntry("status", "authenticated")
                .containsEntry("provider", "backend")
                .containsKeys("expiresAt", "refreshInSeconds")
                .hasEntrySatisfying("user", user -> assertThat(user.toString()).contains("alice", "user"));
        assertThat(response.body()).doesNotContain("access-").doesNotContain("refresh-");
    }

    @Test
    void a_wrong_password_redirects_to_the_sign_in_page() {
        HttpResponses.assertSentToSignIn(
                browser.signIn("alice@example.org", "wrong", "/who"), APP, "/who", "CredentialsSignin");
        HttpResponses.assertProblem(
                browser.post("/auth/signin/backend", "{\"email\":\"alice@example.org\",\"password\":\"wrong\"}"),
                401,
                "CredentialsSignin");
    }

    @Test
    void a_script_signs_in_with_JSON() {
        HttpResponse<String> response = browser.post(
                "/auth/signin/backend",
                "{\"email\":\"alice@example.org\",\"password\":\"right\",\"callbackUrl\":\"/stranger/who\"}");

        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(200);
        assertThat(HttpResponses.json(response)).containsEntry("url", "/stranger/who");
        assertThat(browser.call("/who").statusCode()).isEqualTo(200);
    }

    @Test
    void a_sign_out_ends_the_session_here_and_at_the_issuer() throws InterruptedException {
        browser.signIn("alice@example.org");
        int revocations = ISSUER.counters().revocations();

        HttpResponses.assertSentTo(
                browser.submit("/auth/signout", Map.of("callbackUrl", "/stranger/public/who")), APP, "/public/who");

        ISSUER.counters().awaitRevocations(revocations + 1);
        assertThat(ISSUER.counters().revocations()).isEqualTo(revocations + 1);
        assertThat(HttpResponses.json(browser.call("/auth/session"))).containsEntry("status", "unauthenticated");
        HttpResponses.assertSentToSignIn(browser.page("/who"), APP, "/who", "SessionRequired");
    }

    @Test
    void an_expired_token_is_refreshed_during_a_request() {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        browser.signIn("alice@example.org");
        int refreshes = ISSUER.counters().refreshes();
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        Await.until(ISSUER.lastExpiry());

        assertThat(browser.page("/who").statusCode()).isEqualTo(200);
        assertThat(browser.page("/who").statusCode()).isEqualTo(200);
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
    }

    @Test
    void the_session_cookie_is_HttpOnly_and_lax() {
        String cookie = browser.signIn("alice@example.org").headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("JSESSIONID="))
                .reduce((first, last) -> last)
                .orElse("no session cookie");

        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax");
    }

    @Test
    void a_sign_in_changes_the_session_id_and_keeps_the_attributes() {
        browser.page("/public/basket");
        String before = browser.sessionId().orElseThrow();

        browser.signIn("alice@example.org");

        assertThat(browser.sessionId()).isPresent().get().isNotEqualTo(before);
        assertThat(browser.page("/public/basket").body()).isEqualTo("basket=an apple");
    }

    @Test
    void an_anonymous_request_creates_no_session() {
        for (String path :
                new String[] {"/public/who", "/who", "/auth/signin", "/auth/session", "/auth/csrf", "/auth/providers"
                }) {
            browser.page(path);
            browser.call(path);
            assertThat(browser.sessionId()).as(path).isEmpty();
        }
    }

    @Test
    void a_form_of_another_site_does_not_sign_in() {
        HttpResponse<String> response = browser.submitFromElsewhere(
                "/auth/signin/backend", Map.of("email", "alice@example.org", "password", "right"));

        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(403);
        assertThat(HttpResponses.json(browser.call("/auth/session"))).containsEntry("status", "unauthenticated");
    }
}
