package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.authfilter.it.app.BasketServlet;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An attacker who knows or plants the id of a session: it is worthless once a user signs in with it. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SessionAttacksIT {

    private static final String APP = "fixation";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final String FORM = "email=victim%40example.org&password=right";

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.public-paths=/public/*")
                .addClasses(WhoServlet.class, BasketServlet.class);
    }

    /** The keys that this test has seen. */
    private final List<String> keys = new ArrayList<>();

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    /** How the victim's browser comes to send the attacker's {@code ID}: address, then cookie. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/auth/signin/backend | JSESSIONID=ID",
                "/auth/signin/backend | JSESSIONID=ID; JSESSIONID=other",
                "/auth/signin/backend | JSESSIONID=other; JSESSIONID=ID",
                "/auth/signin/backend | JSESSIONID=\"ID\"",
                "/auth/signin/backend;jsessionid=ID | a=b",
                "/auth/signin/backend;JSESSIONID=ID | a=b",
                "/auth/signin/backend;jsessionid=ID | JSESSIONID=ID",
                "/auth/signin/backend;jsessionid=ID | JSESSIONID=other",
                "/auth;jsessionid=ID/signin/backend | a=b",
                "/auth/signin/backend?JSESSIONID=ID&jsessionid=ID | a=b",
            })
    void a_planted_session_id_is_invalid_after_the_sign_in(String planting) {
        String planted = anonymousSession();
        String[] parts = planting.replace("ID", planted).split(" \\| ", -1);

        RawRequest.Response response = signIn(parts[0], parts[1]);

        assertThat(response.status()).as(response.body()).isIn(200, 400, 404);
        for (String known : List.of(planted, "other")) {
            assertAnonymous(known);
        }
        sessionOf(response)
                .ifPresent(fresh -> assertThat(fresh).isNotEqualTo(planted).isNotEqualTo("other"));
    }

    @Test
    void the_attributes_of_the_anonymous_session_move_to_the_new_id() {
        String planted = anonymousSession();

        String fresh = sessionOf(signIn("/auth/signin/backend", "JSESSIONID=" + planted))
                .orElseThrow();

        assertThat(get("/who", "JSESSIONID=" + fresh).body()).startsWith("remoteUser=victim");
        assertThat(get("/public/basket", "JSESSIONID=" + fresh).body()).isEqualTo("basket=an apple");
        assertThat(get("/public/basket", "JSESSIONID=" + planted).body()).isEqualTo("basket=null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "attacker-chosen", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "../../x", "%00"})
    void an_invented_id_never_becomes_a_session_id(String madeUp) {
        RawRequest.Response response = signIn("/auth/signin/backend", "JSESSIONID=" + madeUp);

        assertThat(sessionOf(response)).isPresent().get().isNotEqualTo(madeUp);
        assertAnonymous(madeUp);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/who;jsessionid=ID", "/who;JSESSIONID=ID", "/;jsessionid=ID/who", "/who?jsessionid=ID"})
    void a_session_id_in_a_URL_is_ignored(String path) {
        String signedIn = sessionOf(signIn("/auth/signin/backend", "a=b")).orElseThrow();

        assertThat(get(path.replace("ID", signedIn), "a=b").status()).isIn(400, 401, 404);
        assertThat(get("/who", "JSESSIONID=" + signedIn).status()).isEqualTo(200);
    }

    @Test
    void another_sign_in_changes_the_session_id_again() {
        String first = sessionOf(signIn("/auth/signin/backend", "a=b")).orElseThrow();
        String second =
                sessionOf(signIn("/auth/signin/backend", "JSESSIONID=" + first)).orElseThrow();

        assertThat(second).isNotEqualTo(first);
        assertAnonymous(first);
    }

    @Test
    void R16_a_sign_in_over_another_users_session_gets_none_of_its_attributes() {
        Browser browser = new Browser(APP);
        browser.signIn("alice@example.org");
        browser.page("/public/basket");
        String ofAlice = browser.sessionId().orElseThrow();
        keys.add(browser.cookie("auth-filter-key").orElseThrow());

        browser.signIn("bob@example.org");

        assertAnonymous(ofAlice);
        assertThat(browser.page("/public/basket").body()).isEqualTo("basket=null");
        assertThat(browser.page("/who").body()).startsWith("remoteUser=bob");
    }

    @Test
    void a_session_id_is_invalid_after_the_sign_out() {
        Browser browser = new Browser(APP);
        browser.signIn("alice@example.org");
        browser.page("/public/basket");
        String ofAlice = browser.sessionId().orElseThrow();
        keys.add(browser.cookie("auth-filter-key").orElseThrow());

        browser.submit("/auth/signout", Map.of());

        assertAnonymous(ofAlice);
        assertThat(get("/public/basket", "JSESSIONID=" + ofAlice).body()).isEqualTo("basket=null");
    }

    private String anonymousSession() {
        return sessionOf(get("/public/basket", "a=b")).orElseThrow();
    }

    private void assertAnonymous(String id) {
        assertThat(get("/who", "JSESSIONID=" + id).status()).isEqualTo(401);
        assertThat(get("/who;jsessionid=" + id, "a=b").status()).isIn(400, 401, 404);
    }

    private RawRequest.Response signIn(String path, String cookie) {
        RawRequest.Response response = RawRequest.of("POST", "/" + APP + path)
                .fromHere()
                .with("Cookie", cookie)
                .body("application/x-www-form-urlencoded", FORM)
                .send();
        cookie(response, "auth-filter-key").ifPresent(keys::add);
        return response;
    }

    /** Sends every key that is known: a key makes no session id valid. */
    private RawRequest.Response get(String path, String cookie) {
        String known = keys.stream().map(key -> "; auth-filter-key=" + key).collect(Collectors.joining());
        return RawRequest.of("GET", "/" + APP + path)
                .with("Cookie", cookie + known)
                .send();
    }

    private static Optional<String> sessionOf(RawRequest.Response response) {
        return cookie(response, "JSESSIONID");
    }

    private static Optional<String> cookie(RawRequest.Response response, String name) {
        return response.all("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1).replaceFirst(";.*", ""))
                .reduce((first, last) -> last);
    }
}
