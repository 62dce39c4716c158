package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MemorySharedStore;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class ActiveSessionsTest {

    private static final String ALICE = "alice@example.org";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private FakeIssuer issuer;
    private MockBrowser laptop;
    private MockBrowser phone;

    @BeforeEach
    void start() {
        issuer = FakeIssuer.start(clock).accessTokenLifetime(Duration.ofHours(10));
        start(Map.of());
    }

    private void start(Map<String, String> settings) {
        laptop = new MockBrowser(issuer, clock, settings);
        phone = laptop.another();
    }

    @AfterEach
    void stop() {
        laptop.close();
        issuer.close();
    }

    @Test
    void list_has_the_sessions_of_the_user_on_all_devices() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");
        clock.advance(Duration.ofMinutes(1));
        signIn(phone, ALICE, "Phone/2");

        JsonArray sessions = sessions(laptop);

        assertThat(sessions).hasSize(2);
        JsonObject first = sessions.getJsonObject(0);
        assertThat(first.getString("id")).isNotEmpty();
        assertThat(first.getString("provider")).isEqualTo("backend");
        assertThat(first.getString("startedAt")).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(first.getString("lastSeenAt")).isEqualTo("2026-11-01T12:00:00Z");
        assertThat(first.getString("userAgent")).isEqualTo("Laptop/1");
        assertThat(first.getBoolean("current")).isTrue();
        assertThat(sessions.getJsonObject(1).getString("userAgent")).isEqualTo("Phone/2");
        assertThat(sessions.getJsonObject(1).getBoolean("current")).isFalse();
    }

    @Test
    void list_has_no_session_of_another_user() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");
        signIn(phone, "bob@example.org", "Phone/2");

        assertThat(sessions(laptop)).hasSize(1);
    }

    @Test
    void list_needs_a_session() throws Exception {
        assertThat(laptop.call("GET", "/auth/sessions").getStatus()).isEqualTo(401);
        assertThat(delete("none").getStatus()).isEqualTo(401);
        assertThat(laptop.call("POST", "/auth/sessions/end-others").getStatus()).isEqualTo(401);
    }

    @Test
    void last_activity_is_exact_to_a_tenth_of_the_idle_timeout() throws Exception {
        start(Map.of("idle-timeout", "100m"));
        signIn(laptop, ALICE, "Laptop/1");
        clock.advance(Duration.ofMinutes(10));
        laptop.call("GET", "/orders");

        assertThat(sessions(laptop).getJsonObject(0).getString("lastSeenAt")).isEqualTo("2026-11-01T12:10:00Z");
    }

    @Test
    void R14_ended_session_is_signed_out_by_its_next_request_and_revoked() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");
        signIn(phone, ALICE, "Phone/2");
        String phoneId = sessions(phone).getJsonObject(1).getString("id");

        assertThat(delete(phoneId).getStatus()).isEqualTo(204);
        assertThat(sessions(laptop)).hasSize(1);

        assertThat(phone.call("GET", "/orders").getStatus()).isEqualTo(401);
        issuer.counters().awaitRevocations(1);
        assertThat(laptop.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void end_of_the_present_session_is_a_sign_out() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");

        assertThat(delete(sessions(laptop).getJsonObject(0).getString("id")).getStatus())
                .isEqualTo(204);

        assertThat(laptop.call("GET", "/orders").getStatus()).isEqualTo(401);
    }

    @Test
    void session_of_another_user_can_not_be_ended() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");
        signIn(phone, "bob@example.org", "Phone/2");
        String bob = sessions(phone).getJsonObject(0).getString("id");

        assertThat(delete(bob).getStatus()).isEqualTo(404);

        assertThat(phone.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void end_others_ends_all_sessions_but_the_present_one() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");
        signIn(phone, ALICE, "Phone/2");

        assertThat(laptop.call("POST", "/auth/sessions/end-others").getStatus()).isEqualTo(204);

        assertThat(phone.call("GET", "/orders").getStatus()).isEqualTo(401);
        assertThat(laptop.call("GET", "/orders").getStatus()).isEqualTo(200);
        assertThat(sessions(laptop)).hasSize(1);
    }

    @Test
    void list_that_is_unavailable_ends_nothing_and_says_so() throws Exception {
        MemorySharedStore store = new MemorySharedStore(clock);
        laptop = new MockBrowser(issuer, clock, store);
        signIn(laptop, ALICE, "Laptop/1");
        store.isDown(true);

        assertThat(laptop.call("GET", "/auth/sessions").getStatus()).isEqualTo(503);
        assertThat(laptop.call("POST", "/auth/sessions/end-others").getStatus()).isEqualTo(503);
        assertThat(delete("any").getStatus()).isEqualTo(503);
        assertThat(laptop.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void end_of_a_session_needs_a_proof_of_the_same_origin() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");
        String id = sessions(laptop).getJsonObject(0).getString("id");

        MockHttpServletRequest request = laptop.request("DELETE", "/auth/sessions/" + id);
        request.addHeader("Sec-Fetch-Site", "cross-site");

        assertThat(laptop.send(request).getStatus()).isEqualTo(403);
        assertThat(laptop.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void oldest_session_ends_when_a_user_has_too_many() throws Exception {
        start(Map.of("max-sessions-per-user", "1"));
        signIn(laptop, ALICE, "Laptop/1");
        clock.advance(Duration.ofSeconds(1));
        signIn(phone, ALICE, "Phone/2");

        assertThat(laptop.call("GET", "/orders").getStatus()).isEqualTo(401);
        assertThat(phone.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void second_sign_in_of_one_browser_counts_once() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");
        signIn(laptop, ALICE, "Laptop/1");

        assertThat(sessions(laptop)).hasSize(1);
    }

    @Test
    void sign_out_removes_the_session_from_the_list() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");
        signIn(phone, ALICE, "Phone/2");
        phone.call("POST", "/auth/signout");

        assertThat(sessions(laptop)).hasSize(1);
    }

    @Test
    void listener_is_called_once_at_the_moment_of_the_end() throws Exception {
        signIn(laptop, ALICE, "Laptop/1");
        signIn(phone, ALICE, "Phone/2");
        phone.call("GET", "/orders");
        AtomicInteger ends = new AtomicInteger();
        AtomicInteger removed = new AtomicInteger();
        caller(phone).onEnd(ends::incrementAndGet);
        caller(phone).onEnd(removed::incrementAndGet).run();

        laptop.call("POST", "/auth/sessions/end-others");
        assertThat(ends).hasValue(1);

        phone.call("GET", "/orders");
        assertThat(ends).hasValue(1);
        assertThat(removed).hasValue(0);
    }

    private static Caller caller(MockBrowser browser) {
        return (Caller) browser.seenRequest().getAttribute("org.authfilter.caller");
    }

    private static void signIn(MockBrowser browser, String email, String userAgent) throws Exception {
        MockHttpServletRequest request = browser.request("POST", "/auth/signin/backend");
        request.addHeader("User-Agent", userAgent);
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("email", email);
        request.addParameter("password", "right");
        assertThat(browser.send(request).getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse delete(String id) throws Exception {
        MockHttpServletRequest request = laptop.request("DELETE", "/auth/sessions/" + id);
        request.addHeader("Sec-Fetch-Site", "same-origin");
        return laptop.send(request);
    }

    private static JsonArray sessions(MockBrowser browser) throws Exception {
        return Json.createReader(
                        new StringReader(browser.call("GET", "/auth/sessions").getContentAsString()))
                .readArray();
    }
}
