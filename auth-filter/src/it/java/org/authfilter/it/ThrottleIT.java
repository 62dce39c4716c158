package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authfilter.it.app.OfficeThrottle;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.spi.SignInThrottle;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who guesses passwords gets five guesses a minute. Each test has login names of its own. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ThrottleIT {

    private static final String APP = "throttle";
    private static final String OWN = "own-throttle";
    private static final int MANY = 30;
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private final Browser browser = new Browser(APP);

    @Deployment(name = APP, testable = false)
    static WebArchive application() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.max-waiting-requests=100")
                .addClass(WhoServlet.class);
    }

    @Deployment(name = OWN, testable = false)
    static WebArchive withAThrottleOfItsOwn() {
        return Wars.signingInAt(ISSUER, OWN)
                .addClasses(WhoServlet.class, OfficeThrottle.class)
                .addAsServiceProvider(SignInThrottle.class, OfficeThrottle.class);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void the_sixth_guess_of_a_call_gets_429_and_the_backend_is_not_called() {
        int before = ISSUER.counters().loginsRefused();
        for (int i = 0; i < 5; i++) {
            HttpResponses.assertProblem(call("anna@example.org", "wrong"), 401, "CredentialsSignin");
        }

        HttpResponse<String> sixth = call("anna@example.org", "wrong");

        HttpResponses.assertProblem(sixth, 429, "TemporarilyUnavailable");
        assertRetryAfterWithinAMinute(sixth);
        assertThat(HttpResponses.header(sixth, "Cache-Control")).contains("no-store");
        assertThat(ISSUER.counters().loginsRefused()).isEqualTo(before + 5);
    }

    @Test
    void the_sixth_guess_of_a_form_gets_a_page_with_the_time_to_wait_and_a_link_back() {
        for (int i = 0; i < 5; i++) {
            HttpResponses.assertSentToSignIn(
                    browser.signIn("bert@example.org", "wrong", "/who"), APP, "/who", "CredentialsSignin");
        }

        HttpResponse<String> sixth = browser.signIn("bert@example.org", "wrong", "/who");

        assertThat(sixth.statusCode()).as(HttpResponses.describe(sixth)).isEqualTo(429);
        assertRetryAfterWithinAMinute(sixth);
        assertThat(sixth.body())
                .contains("Please try again in " + HttpResponses.header(sixth, "Retry-After") + " second")
                .contains("href=\"/throttle/auth/signin?callbackUrl=%2Fthrottle%2Fwho\"");
    }

    @Test
    void the_right_password_is_refused_within_the_minute_and_another_name_signs_in() {
        fail("carla@example.org");

        assertThat(call("carla@example.org", "right").statusCode()).isEqualTo(429);
        assertThat(call("carl@example.org", "right").statusCode()).isEqualTo(200);
        assertThat(browser.page("/who").body()).startsWith("remoteUser=carl ");
    }

    @Test
    void five_of_many_simultaneous_guesses_reach_the_backend() throws Exception {
        int before = ISSUER.counters().loginsRefused();

        List<Integer> statuses = atOnce("emil@example.org", "wrong");

        assertThat(Collections.frequency(statuses, 401)).isEqualTo(5);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(MANY - 5);
        assertThat(ISSUER.counters().loginsRefused()).isEqualTo(before + 5);
    }

    @Test
    void many_simultaneous_sign_ins_with_the_right_password_are_all_accepted() throws Exception {
        assertThat(atOnce("frida@example.org", "right")).containsOnly(200);
    }

    @Test
    void the_throttle_that_a_WAR_names_replaces_the_built_in_one() {
        Browser stranger = new Browser(OWN);
        for (int i = 0; i < 10; i++) {
            assertThat(call(stranger, "gerd@example.org", "wrong").statusCode()).isEqualTo(401);
        }

        HttpResponse<String> mallory = call(stranger, "Mallory@example.org", "right");

        HttpResponses.assertProblem(mallory, 429, "TemporarilyUnavailable");
        assertThat(HttpResponses.header(mallory, "Retry-After")).isEqualTo("3600");
    }

    private void fail(String email) {
        for (int i = 0; i < 5; i++) {
            assertThat(call(email, "wrong").statusCode()).isEqualTo(401);
        }
    }

    private HttpResponse<String> call(String email, String password) {
        return call(browser, email, password);
    }

    private static HttpResponse<String> call(Browser browser, String email, String password) {
        return browser.post("/auth/signin/backend", json(email, password));
    }

    private static String json(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private static List<Integer> atOnce(String email, String password) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        try {
            CountDownLatch ready = new CountDownLatch(MANY);
            Callable<Integer> signIn = () -> {
                ready.countDown();
                ready.await();
                return call(new Browser(APP), email, password).statusCode();
            };
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> status : threads.invokeAll(Collections.nCopies(MANY, signIn))) {
                statuses.add(status.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void assertRetryAfterWithinAMinute(HttpResponse<String> response) {
        assertThat(Integer.parseInt(HttpResponses.header(response, "Retry-After")))
                .isBetween(1, 60);
    }
}
