package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A client that guesses passwords gets five guesses a minute for a name, and fifty for an address. */
class ThrottledSignInTest {

    /** The age from which a call is slow while no response time is known. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final String ALICE = "alice@example.org";
    private static final int MANY = 100;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final Application application = MockBrowser.application(
            clock,
            Map.of("max-waiting-requests", "10"),
            Map.of(
                    "provider.backend.type",
                    "credentials",
                    "provider.backend.login-url",
                    issuer.loginUrl().toString()));
    private final MockBrowser browser = new MockBrowser(application);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        browser.close();
        issuer.close();
    }

    @Test
    void the_sixth_wrong_password_in_a_minute_gets_429_and_the_backend_is_not_asked() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn(ALICE, "wrong").getStatus()).isEqualTo(401);
        }
        clock.advance(Duration.ofMillis(17_500));

        MockHttpServletResponse refused = browser.signIn(ALICE, "wrong");

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("43");
        assertThat(refused.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(refused.getContentType()).startsWith("application/problem+json");
        assertThat(json(refused).getInt("status")).isEqualTo(429);
        assertThat(json(refused).getString("error")).isEqualTo("TemporarilyUnavailable");
        assertThat(json(refused).getString("title")).contains("Too many sign-ins have failed");
        assertThat(json(refused).getString("signIn")).isEqualTo("/shop/auth/signin");
        assertThat(issuer.counters().loginsRefused()).isEqualTo(5);
        assertThat(browser.session()).isNull();
    }

    @Test
    void a_page_gets_429_as_well_with_the_time_to_wait_and_a_way_back() throws Exception {
        failFiveTimes();

        MockHttpServletResponse refused = browser.send(form(ALICE, "wrong"));

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("60");
        assertThat(refused.getHeader("Location")).isNull();
        assertThat(refused.getHeader("Content-Security-Policy")).isNotNull();
        assertThat(refused.getContentAsString())
                .contains("role=\"alert\"", "Please try again in 60 seconds.")
                .contains("href=\"/shop/auth/signin?callbackUrl=%2Fshop%2Forders\"")
                .doesNotContain("alice", "wrong");
    }

    @Test
    void the_last_second_is_written_in_the_singular() throws Exception {
        failFiveTimes();
        clock.advance(Duration.ofMillis(59_999));

        MockHttpServletResponse refused = browser.send(form(ALICE, "wrong"));

        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentAsString()).contains("Please try again in 1 second.");
    }

    @Test
    void JSON_and_forms_count_together() throws Exception {
        for (int i = 0; i < 2; i++) {
            browser.signIn(ALICE, "wrong");
            browser.send(form(ALICE, "wrong"));
        }
        assertThat(browser.send(call(ALICE, "wrong")).getStatus()).isEqualTo(401);

        assertThat(browser.send(call(ALICE, "wrong")).getStatus()).isEqualTo(429);
    }

    @Test
    void the_right_password_is_refused_within_the_minute() throws Exception {
        failFiveTimes();

        assertThat(browser.signIn(ALICE, "right").getStatus()).isEqualTo(429);
        assertThat(issuer.counters().logins()).isZero();
    }

    @Test
    void the_right_password_signs_in_after_the_minute() throws Exception {
        failFiveTimes();
        clock.advance(Duration.ofMinutes(1));

        assertThat(browser.signIn(ALICE, "right").getStatus()).isEqualTo(200);
    }

    @Test
    void another_name_from_the_same_address_signs_in() throws Exception {
        failFiveTimes();

        assertThat(browser.signIn("bob@example.org", "right").getStatus()).isEqualTo(200);
    }

    @Test
    void the_same_name_from_another_address_signs_in() throws Exception {
        failFiveTimes();
        MockHttpServletRequest elsewhere = call(ALICE, "right");
        elsewhere.setRemoteAddr("192.0.2.7");

        assertThat(browser.send(elsewhere).getStatus()).isEqualTo(200);
    }

    @Test
    void a_client_that_sprays_500_names_gets_429_from_the_51st_on() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            statuses.add(browser.signIn("name-" + i + "@example.org", "wrong").getStatus());
        }

        assertThat(statuses.subList(0, 50)).containsOnly(401);
        assertThat(statuses.subList(50, 500)).containsOnly(429);
        assertThat(issuer.counters().loginsRefused()).isEqualTo(50);
    }

    @Test
    void a_name_in_other_letters_is_the_same() throws Exception {
        failFiveTimes();

        assertThat(browser.signIn(" ALICE@example.org", "wrong").getStatus()).isEqualTo(429);
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-For, 192.0.2.7", "Forwarded, for=192.0.2.7", "X-Real-IP, 192.0.2.7"})
    void a_header_with_another_address_is_ignored(String header, String value) throws Exception {
        failFiveTimes();
        MockHttpServletRequest request = call(ALICE, "wrong");
        request.addHeader(header, value);

        assertThat(browser.send(request).getStatus()).isEqualTo(429);
    }

    @Test
    void an_attempt_from_an_unknown_address_is_throttled_as_well() throws Exception {
        for (int i = 0; i < 5; i++) {
            MockHttpServletRequest request = call(ALICE, "wrong");
            request.setRemoteAddr(null);
            assertThat(browser.send(request).getStatus()).isEqualTo(401);
        }
        MockHttpServletRequest sixth = call(ALICE, "wrong");
        sixth.setRemoteAddr(null);

        assertThat(browser.send(sixth).getStatus()).isEqualTo(429);
    }

    @Test
    void a_success_clears_the_failures() throws Exception {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(browser.signIn(ALICE, "wrong").getStatus()).isEqualTo(401);
            }
            assertThat(browser.signIn(ALICE, "right").getStatus()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"503", "500", "302"})
    void an_outage_or_a_wrong_configuration_is_no_failure(int status) throws Exception {
        issuer.always(Fault.status(status));
        for (int i = 0; i < 10; i++) {
            assertThat(browser.signIn(ALICE, "right").getStatus()).isEqualTo(503);
        }
        issuer.healthy();

        assertThat(browser.signIn(ALICE, "right").getStatus()).isEqualTo(200);
    }

    @ParameterizedTest(name = "R9a: status {0}")
    @CsvSource({"400", "404", "422"})
    void R9a_each_refusal_by_the_backend_is_a_failure(int status) throws Exception {
        issuer.always(Fault.status(status));
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn(ALICE, "wrong").getStatus()).isEqualTo(401);
        }

        assertThat(browser.signIn(ALICE, "wrong").getStatus()).isEqualTo(429);
    }

    @Test
    void a_form_with_an_empty_field_costs_no_guess() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(browser.signIn(ALICE, "").getStatus()).isEqualTo(401);
        }

        assertThat(browser.signIn(ALICE, "right").getStatus()).isEqualTo(200);
    }

    @Test
    void a_POST_of_another_site_is_no_failure() throws Exception {
        for (int i = 0; i < 10; i++) {
            MockHttpServletRequest foreign = call(ALICE, "wrong");
            foreign.removeHeader("Sec-Fetch-Site");
            foreign.addHeader("Sec-Fetch-Site", "cross-site");
            assertThat(browser.send(foreign).getStatus()).isEqualTo(403);
        }

        assertThat(browser.signIn(ALICE, "right").getStatus()).isEqualTo(200);
    }

    @Test
    void five_of_many_simultaneous_guesses_reach_the_backend() throws Exception {
        issuer.hold();
        List<Future<Integer>> guesses = signInsAtOnce("wrong");
        issuer.counters().awaitLoginsRefused(5);
        issuer.release();

        List<Integer> statuses = statuses(guesses);
        assertThat(Collections.frequency(statuses, 401)).isEqualTo(5);
        assertThat(Collections.frequency(statuses, 429)).isEqualTo(MANY - 5);
        assertThat(issuer.counters().loginsRefused()).isEqualTo(5);
    }

    @Test
    void a_guess_counts_until_the_backend_responds_even_if_no_request_waits_for_it() throws Exception {
        Application withOnePlace = MockBrowser.application(
                clock,
                Map.of("max-waiting-requests", "1", "token-request-timeout", "60s"),
                Map.of(
                        "provider.backend.type",
                        "credentials",
                        "provider.backend.login-url",
                        issuer.loginUrl().toString()));
        issuer.hold();
        List<Future<Integer>> guesses = signInsAtOnce(withOnePlace, 5, "wrong");
        issuer.counters().awaitLoginsRefused(5);
        clock.advance(SLOW);
        for (int given = 0; given < 4; given = Collections.frequency(statusesSoFar(guesses), 503)) {
            Thread.onSpinWait();
        }

        Future<Integer> sixth = signInsAtOnce(withOnePlace, 1, "wrong").get(0);
        issuer.release();

        assertThat(sixth.get()).isEqualTo(429);
        assertThat(Collections.frequency(statuses(guesses), 401)).isEqualTo(1);
        assertThat(issuer.counters().loginsRefused()).isEqualTo(5);
        withOnePlace.close();
    }

    @Test
    void many_simultaneous_sign_ins_with_the_right_password_are_all_accepted() throws Exception {
        assertThat(statuses(signInsAtOnce("right"))).hasSize(MANY).containsOnly(200);
        assertThat(issuer.counters().logins()).isEqualTo(MANY);
    }

    @Test
    void a_thousand_refused_guesses_cause_one_warning_without_the_name() throws Exception {
        try (LogRecords log = new LogRecords()) {
            failFiveTimes();
            for (int i = 0; i < 1000; i++) {
                browser.signIn(ALICE, "wrong");
            }

            assertThat(log.text())
                    .containsOnlyOnce("too many sign-ins have failed")
                    .doesNotContain("alice");
            assertThat(log.text()).contains("this one from 127.0.0.1");
        }
    }

    private void failFiveTimes() throws Exception {
        for (int i = 0; i < 5; i++) {
            browser.signIn(ALICE, "wrong");
        }
    }

    private List<Future<Integer>> signInsAtOnce(String password) {
        return signInsAtOnce(application, MANY, password);
    }

    private List<Future<Integer>> signInsAtOnce(Application shop, int many, String password) {
        Callable<Integer> signIn =
                () -> new MockBrowser(shop).send(call(ALICE, password)).getStatus();
        List<Future<Integer>> responses = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            responses.add(threads.submit(signIn));
        }
        return responses;
    }

    private static List<Integer> statusesSoFar(List<Future<Integer>> responses) throws Exception {
        return statuses(responses.stream().filter(Future::isDone).toList());
    }

    private static List<Integer> statuses(List<Future<Integer>> responses) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> response : responses) {
            statuses.add(response.get());
        }
        return statuses;
    }

    private MockHttpServletRequest form(String email, String password) {
        MockHttpServletRequest request = browser.request("POST", "/auth/signin/backend");
        request.addHeader("Sec-Fetch-Mode", "navigate");
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("email", email);
        request.addParameter("password", password);
        request.addParameter("callbackUrl", "/shop/orders");
        return request;
    }

    private MockHttpServletRequest call(String email, String password) {
        MockHttpServletRequest request = new MockBrowser(application).request("POST", "/auth/signin/backend");
        request.setContentType("application/json");
        request.setContent("{\"email\":\"%s\",\"password\":\"%s\"}"
                .formatted(email, password)
                .getBytes(StandardCharsets.UTF_8));
        return request;
    }
}
