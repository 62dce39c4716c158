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
    void aProtectedPageLeadsToTheSignInPage() {
        Answers.assertSentToSignIn(browser.page("/who?tab=2&x=%26"), APP, "/who?tab=2&x=%26", "SessionRequired");
    }

    @Test
    void aProtectedCallIsRefusedWithAProblem() {
        HttpResponse<String> answer = browser.call("/who");

        Answers.assertProblem(answer, 401, "SessionRequired");
        assertThat(Answers.header(answer, "WWW-Authenticate"))
                .isNotEmpty()
                .doesNotStartWithIgnoringCase("basic")
                .doesNotStartWithIgnoringCase("digest")
                .doesNotStartWithIgnoringCase("negotiate");
        assertThat(Answers.header(answer, "Cache-Control")).contains("no-store");
    }

    @Test
    void theSignInPageIsAFormOfTheProvider() {
        HttpResponse<String> answer = browser.page("/auth/signin?callbackUrl=%2Fstranger%2Fwho");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Answers.header(answer, "Content-Type")).startsWith("text/html");
        assertThat(answer.body())
                .contains("/stranger/auth/signin/backend")
                .contains("name=\"email\"")
                .contains("name=\"password\"")
                .contains("/stranger/who");
        assertThat(Answers.header(answer, "Content-Security-Policy")).isNotEmpty();
    }

    @Test
    void whoSignsInGetsToThePageAndIsKnownThere() {
        Answers.assertSentTo(browser.signIn("alice@example.org", "right", "/who"), APP, "/who");

        assertThat(browser.page("/who").body()).isEqualTo("remoteUser=alice principal=alice user=true admin=false");
        assertThat(browser.page("/public/who").body()).startsWith("remoteUser=alice ");
    }

    @Test
    void theSessionEndpointTellsWhoIsSignedInAndNoToken() {
        browser.signIn("alice@example.org");

        HttpResponse<String> answer = browser.call("/auth/session");
        assertThat(Answers.json(answer))
                .containsEntry("status", "authenticated")
                .containsEntry("provider", "backend")
                .containsKeys("expiresAt", "refreshInSeconds")
                .hasEntrySatisfying("user", user -> assertThat(user.toString()).contains("alice", "user"));
        assertThat(answer.body()).doesNotContain("access-").doesNotContain("refresh-");
    }

    @Test
    void aWrongPasswordLeadsBackToTheSignInPage() {
        Answers.assertSentToSignIn(
                browser.signIn("alice@example.org", "wrong", "/who"), APP, "/who", "CredentialsSignin");
        Answers.assertProblem(
                browser.post("/auth/signin/backend", "{\"email\":\"alice@example.org\",\"password\":\"wrong\"}"),
                401,
                "CredentialsSignin");
    }

    @Test
    void scriptSignsInByJson() {
        HttpResponse<String> answer = browser.post(
                "/auth/signin/backend",
                "{\"email\":\"alice@example.org\",\"password\":\"right\",\"callbackUrl\":\"/stranger/who\"}");

        assertThat(answer.statusCode()).as(Answers.describe(answer)).isEqualTo(200);
        assertThat(Answers.json(answer)).containsEntry("url", "/stranger/who");
        assertThat(browser.call("/who").statusCode()).isEqualTo(200);
    }

    @Test
    void whoSignsOutIsSignedOutHereAndAtTheIssuer() {
        browser.signIn("alice@example.org");
        int revocations = ISSUER.counters().revocations();

        Answers.assertSentTo(
                browser.submit("/auth/signout", Map.of("callbackUrl", "/stranger/public/who")), APP, "/public/who");

        assertThat(ISSUER.counters().revocations()).isEqualTo(revocations + 1);
        assertThat(Answers.json(browser.call("/auth/session"))).containsEntry("status", "unauthenticated");
        Answers.assertSentToSignIn(browser.page("/who"), APP, "/who", "SessionRequired");
    }

    @Test
    void anExpiredTokenIsRefreshedOnTheWay() {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        browser.signIn("alice@example.org");
        int refreshes = ISSUER.counters().refreshes();
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        Waiting.until(ISSUER.lastExpiry());

        assertThat(browser.page("/who").statusCode()).isEqualTo(200);
        assertThat(browser.page("/who").statusCode()).isEqualTo(200);
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
    }

    @Test
    void theSessionCookieIsHttpOnlyAndLax() {
        String cookie = browser.signIn("alice@example.org").headers().allValues("Set-Cookie").stream()
                .filter(value -> value.startsWith("JSESSIONID="))
                .reduce((first, last) -> last)
                .orElse("no session cookie");

        assertThat(cookie).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax");
    }

    @Test
    void signingInChangesTheIdOfTheSessionAndKeepsWhatIsInIt() {
        browser.page("/public/basket");
        String before = browser.sessionId().orElseThrow();

        browser.signIn("alice@example.org");

        assertThat(browser.sessionId()).isPresent().get().isNotEqualTo(before);
        assertThat(browser.page("/public/basket").body()).isEqualTo("basket=an apple");
    }

    @Test
    void anonymousReadingCreatesNoSession() {
        for (String path :
                new String[] {"/public/who", "/who", "/auth/signin", "/auth/session", "/auth/csrf", "/auth/providers"
                }) {
            browser.page(path);
            browser.call(path);
            assertThat(browser.sessionId()).as(path).isEmpty();
        }
    }

    @Test
    void aFormOfAnotherSiteSignsNobodyIn() {
        HttpResponse<String> answer = browser.submitFromElsewhere(
                "/auth/signin/backend", Map.of("email", "alice@example.org", "password", "right"));

        assertThat(answer.statusCode()).as(Answers.describe(answer)).isEqualTo(403);
        assertThat(Answers.json(browser.call("/auth/session"))).containsEntry("status", "unauthenticated");
    }
}
