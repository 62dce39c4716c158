package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class IdleRefreshTokenTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));

    @Test
    void R2_an_active_user_stays_signed_in_beyond_the_idle_lifetime_of_the_refresh_token() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start(clock)
                        .accessTokenLifetime(Duration.ofMinutes(60))
                        .refreshTokenLifetime(Duration.ofMinutes(30));
                MockBrowser browser = new MockBrowser(issuer, clock, Map.of())) {
            browser.signIn("alice@example.org", "right");
            for (int minute = 0; minute < 180; minute++) {
                clock.advance(Duration.ofMinutes(1));
                assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(200);
            }

            assertThat(issuer.counters().refreshes()).isBetween(5, 7);
            assertThat(issuer.counters().reuses()).isZero();
        }
    }
}
