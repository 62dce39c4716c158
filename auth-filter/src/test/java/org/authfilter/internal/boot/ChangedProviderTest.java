package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tokens of a session never get to another issuer than their own. */
class ChangedProviderTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final FakeIssuer other = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
        other.close();
    }

    @Test
    void R18_a_session_ends_without_a_call_if_its_provider_is_another_one() throws Exception {
        browser.signIn("alice@example.org", "right");
        clock.advance(Duration.ofMinutes(10));

        try (MockBrowser changed = browser.atAnotherNode(other, clock)) {
            var call = changed.call("GET", "/orders");
            assertThat(call.getStatus()).isEqualTo(401);
            assertThat(json(call).getString("error")).isEqualTo("SessionExpired");
            assertThat(json(changed.call("GET", "/auth/session")).getString("status"))
                    .isEqualTo("unauthenticated");
        }
        assertThat(other.counters().refreshes()).isZero();
        assertThat(other.counters().revocations()).isZero();
    }

    @Test
    void R18_a_sign_out_sends_no_token_to_another_provider() throws Exception {
        browser.signIn("alice@example.org", "right");

        try (MockBrowser changed = browser.atAnotherNode(other, clock)) {
            assertThat(changed.call("POST", "/auth/signout").getStatus()).isEqualTo(200);
        }
        assertThat(other.counters().revocations()).isZero();
    }

    @Test
    void R18_a_session_of_the_same_provider_goes_on() throws Exception {
        browser.signIn("alice@example.org", "right");

        try (MockBrowser restarted = browser.atAnotherNode(issuer, clock)) {
            assertThat(restarted.call("GET", "/orders").getStatus()).isEqualTo(200);
        }
    }
}
