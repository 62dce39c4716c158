package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.authfilter.it.app.SessionStarter;
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

/** The cookies of sessions, whatever starts them, over http and https; and sessions that the application ends itself. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SessionCookieIT {

    private static final String APP = "cookies";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.public-paths=/public/*")
                .addClasses(SessionStarter.class, SessionStarter.Visits.class, WhoServlet.class)
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/public/start/servlet", "/public/start/bean"})
    void a_session_of_the_application_has_a_complete_cookie(String path) {
        assertThat(attributes("JSESSIONID", get(path).send()))
                .contains("httponly", "samesite=lax")
                .doesNotContain("secure");
        assertThat(attributes("JSESSIONID", get(path).sendByTls())).contains("httponly", "samesite=lax", "secure");
    }

    @Test
    void a_sign_in_over_https_sets_secure_cookies() {
        RawRequest.Response signedIn = RawRequest.of("POST", "/" + APP + "/auth/signin/backend")
                .fromHere()
                .body("application/x-www-form-urlencoded", "email=alice%40example.org&password=right")
                .sendByTls();

        for (String name : List.of("JSESSIONID", "auth-filter-key")) {
            assertThat(attributes(name, signedIn)).contains("httponly", "samesite=lax", "secure");
        }
    }

    @Test
    void an_invalidate_after_a_logout_does_not_throw() throws InterruptedException {
        Browser browser = new Browser(APP);
        browser.signIn("alice@example.org");
        int revocations = ISSUER.counters().revocations();

        assertThat(browser.call("/leave").statusCode()).isEqualTo(200);

        assertThat(browser.call("/who").statusCode()).isEqualTo(401);
        ISSUER.counters().awaitRevocations(revocations + 1);
        assertThat(ISSUER.counters().revocations()).isEqualTo(revocations + 1);
    }

    @Test
    void a_protected_response_is_revalidated_each_time() {
        Browser browser = new Browser(APP);
        browser.signIn("alice@example.org");

        assertThat(browser.call("/who").headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        assertThat(browser.call("/public/start/servlet").headers().allValues("Cache-Control"))
                .isEmpty();
    }

    private static RawRequest get(String path) {
        return RawRequest.of("GET", "/" + APP + path);
    }

    /** The attributes of the cookie that the browser keeps: the last one of this name. */
    private static List<String> attributes(String name, RawRequest.Response response) {
        String cookie = response.all("Set-Cookie").stream()
                .filter(sent -> sent.startsWith(name + "="))
                .reduce((first, last) -> last)
                .orElseThrow(() -> new AssertionError(name + " is missing in " + response));
        return Stream.of(cookie.split(";", -1))
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
