package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.authfilter.it.app.TokenServlet;
import org.authfilter.it.app.WhoServlet;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A WAR that signs in with two realms of a real Keycloak, by configuration alone. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class KeycloakIT {

    private static final String APP = "keycloak";
    private static final int REQUESTS = 50;
    private static final Keycloak KEYCLOAK = Keycloak.shared();

    private final Browser browser = new Browser(APP);
    private final KeycloakLogin login = new KeycloakLogin();

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.configured(
                        APP,
                        Wars.FIFTY_REQUESTS_MAY_WAIT,
                        "auth-filter.public-paths=/public/*",
                        "auth-filter.provider.keycloak.type=oidc",
                        "auth-filter.provider.keycloak.issuer=" + KEYCLOAK.issuer("shop"),
                        "auth-filter.provider.keycloak.client-id=web",
                        "auth-filter.provider.keycloak.client-secret=web-secret",
                        "auth-filter.provider.keycloak.roles=/realm_access/roles",
                        "auth-filter.provider.brief.type=oidc",
                        "auth-filter.provider.brief.issuer=" + KEYCLOAK.issuer("shop"),
                        "auth-filter.provider.brief.client-id=brief",
                        "auth-filter.provider.brief.client-secret=brief-secret",
                        "auth-filter.provider.partners.type=oidc",
                        "auth-filter.provider.partners.issuer=" + KEYCLOAK.issuer("partners"),
                        "auth-filter.provider.partners.client-id=web",
                        "auth-filter.provider.partners.client-secret=web-secret")
                .addClasses(TokenServlet.class, WhoServlet.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @Test
    void a_sign_in_at_Keycloak_returns_to_the_requested_page() {
        HttpResponse<String> signedIn = signIn(browser, login, "keycloak", "bob");

        HttpResponses.assertSentTo(signedIn, APP, "/who");
        assertThat(browser.page("/who").body()).isEqualTo("remoteUser=bob principal=bob user=true admin=true");
        assertThat(session(browser))
                .containsEntry("status", "authenticated")
                .containsEntry("provider", "keycloak")
                .containsKeys("expiresAt", "refreshInSeconds");
        assertThat(KEYCLOAK.userInfo("shop", token(browser))).isEqualTo(200);
    }

    @Test
    void a_forced_refresh_rotates_the_tokens() {
        signIn(browser, login, "keycloak", "alice");
        String before = token(browser);

        for (int i = 0; i < 3; i++) {
            assertThat(HttpResponses.json(browser.post("/auth/session", "{}")))
                    .containsEntry("status", "authenticated");
        }

        assertThat(token(browser)).isNotEqualTo(before);
        assertThat(KEYCLOAK.userInfo("shop", token(browser))).isEqualTo(200);
    }

    @Test
    void fifty_requests_at_the_expiry_take_one_refresh_and_none_ends_the_session() throws Exception {
        signIn(browser, login, "brief", "alice");
        int refused = KEYCLOAK.events("shop", "brief", "REFRESH_TOKEN_ERROR");
        for (int round = 0; round < 3; round++) {
            Await.until(Instant.parse(String.valueOf(session(browser).get("expiresAt"))));
            int before = KEYCLOAK.events("shop", "brief", "REFRESH_TOKEN");

            Set<String> tokens = RequestsAtOnce.send(REQUESTS, browser, "/token").stream()
                    .map(KeycloakIT::ok)
                    .collect(Collectors.toSet());

            assertThat(tokens).hasSize(1);
            assertThat(KEYCLOAK.userInfo("shop", tokens.iterator().next())).isEqualTo(200);
            assertThat(KEYCLOAK.events("shop", "brief", "REFRESH_TOKEN") - before)
                    .isEqualTo(1);
        }
        assertThat(KEYCLOAK.events("shop", "brief", "REFRESH_TOKEN_ERROR")).isEqualTo(refused);
        assertThat(session(browser)).containsEntry("status", "authenticated");
    }

    @Test
    void R14_a_session_that_Keycloak_has_revoked_ends_here() {
        signIn(browser, login, "brief", "bob");
        Instant expiry = Instant.parse(String.valueOf(session(browser).get("expiresAt")));
        KEYCLOAK.logOut("shop", "bob");
        Await.until(expiry);

        HttpResponses.assertProblem(browser.call("/who"), 401, "RefreshAccessTokenError");
        HttpResponses.assertSentToSignIn(browser.page("/who"), APP, "/who", "SessionRequired");
        assertThat(browser.page("/public/who").body()).startsWith("remoteUser=null");
    }

    @Test
    void a_sign_out_ends_the_session_at_Keycloak_too() {
        signIn(browser, login, "keycloak", "alice");

        HttpResponse<String> signedOut = browser.submit("/auth/signout", Map.of("callbackUrl", "/keycloak/public/who"));
        assertThat(signedOut.statusCode()).isEqualTo(303);
        HttpResponse<String> ended = login.visit(HttpResponses.header(signedOut, "Location"));
        HttpResponse<String> back = browser.page(below(HttpResponses.header(ended, "Location")));

        HttpResponses.assertSentTo(back, APP, "/public/who");
        assertThat(session(browser)).containsEntry("status", "unauthenticated");
        assertThat(login.visit(authorizationRequest(browser, "keycloak")).body())
                .as("Keycloak asks for the password again")
                .contains("name=\"password\"");
    }

    @Test
    void a_back_channel_logout_of_Keycloak_ends_the_session_here() {
        signIn(browser, login, "keycloak", "bob");

        KEYCLOAK.logOut("shop", "bob");

        Await.until(
                "the session has ended",
                Duration.ofSeconds(20),
                () -> "unauthenticated".equals(session(browser).get("status")));
        assertThat(browser.call("/who").statusCode()).isEqualTo(401);
    }

    @Test
    void R13_a_session_goes_on_when_another_client_signs_the_user_in_anew() {
        signIn(browser, login, "keycloak", "alice");
        String first = token(browser);
        Browser elsewhere = new Browser(APP);
        Await.until(Instant.now().plusSeconds(2));

        String again = authorizationRequest(elsewhere, "brief", "&prompt=login");
        HttpResponse<String> back = elsewhere.page(below(login.signIn(again, "alice", "alice-pw")));
        assertThat(HttpResponses.header(back, "Location")).doesNotContain("error=");

        for (int i = 0; i < 2; i++) {
            assertThat(HttpResponses.json(browser.post("/auth/session", "{}")))
                    .containsEntry("status", "authenticated");
            Await.until(Instant.now().plusSeconds(1));
        }
        assertThat(token(browser)).isNotEqualTo(first);
        assertThat(KEYCLOAK.userInfo("shop", token(browser))).isEqualTo(200);
        assertThat(session(elsewhere)).containsEntry("status", "authenticated");
    }

    @Test
    void keys_that_Keycloak_rotates_are_found() {
        signIn(new Browser(APP), new KeycloakLogin(), "keycloak", "alice");
        KEYCLOAK.rotateKeys("shop");

        HttpResponses.assertSentTo(signIn(browser, login, "keycloak", "alice"), APP, "/who");
        assertThat(KEYCLOAK.userInfo("shop", token(browser))).isEqualTo(200);
    }

    @Test
    void two_realms_serve_their_own_users() {
        Browser carols = new Browser(APP);
        signIn(carols, new KeycloakLogin(), "partners", "carol");
        signIn(browser, login, "keycloak", "alice");

        assertThat(session(carols)).containsEntry("provider", "partners");
        assertThat(session(browser)).containsEntry("provider", "keycloak");
        assertThat(KEYCLOAK.userInfo("partners", token(carols))).isEqualTo(200);
        assertThat(carols.post("/auth/session", "{}").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> signIn(Browser browser, KeycloakLogin login, String provider, String user) {
        String callback = login.signIn(authorizationRequest(browser, provider), user, user + "-pw");
        HttpResponse<String> response = browser.page(below(callback));
        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(303);
        assertThat(HttpResponses.header(response, "Location")).doesNotContain("error=");
        return response;
    }

    private static String authorizationRequest(Browser browser, String provider) {
        return authorizationRequest(browser, provider, "");
    }

    private static String authorizationRequest(Browser browser, String provider, String query) {
        HttpResponse<String> response =
                browser.page("/auth/signin/" + provider + "?callbackUrl=%2Fkeycloak%2Fwho" + query);
        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(303);
        return HttpResponses.header(response, "Location");
    }

    /** An address of the application, as path and query below its root. */
    private static String below(String address) {
        URI uri = URI.create(address);
        assertThat(uri.getRawPath()).startsWith("/" + APP + "/");
        return uri.getRawPath().substring(APP.length() + 1) + "?" + uri.getRawQuery();
    }

    private static String token(Browser browser) {
        return ok(browser.call("/token"));
    }

    private static Map<String, Object> session(Browser browser) {
        return HttpResponses.json(browser.call("/auth/session"));
    }

    private static String ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(String.valueOf(response)).isEqualTo(200);
        return response.body();
    }
}
