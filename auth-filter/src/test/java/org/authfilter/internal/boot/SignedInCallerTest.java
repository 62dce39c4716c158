package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.authfilter.AuthSession;
import org.authfilter.internal.cdi.CurrentAuthSession;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;

/** What a sign-in tells the application and the operator. */
class SignedInCallerTest {

    @Test
    void the_application_sees_how_and_when_the_user_was_authenticated() throws Exception {
        try (OpenIdShop shop = new OpenIdShop()) {
            long authTime = shop.clock.instant().getEpochSecond() - 60;
            shop.provider.bendIdToken(claims -> {
                claims.put("acr", "urn:mfa");
                claims.put("amr", List.of("pwd", "otp"));
                claims.put("auth_time", authTime);
            });
            shop.signIn();
            List<AuthSession> seen = new ArrayList<>();
            shop.browser.serve((request, response) -> {
                AuthSession session = new CurrentAuthSession();
                assertThat(session.getAcr()).isEqualTo("urn:mfa");
                assertThat(session.getAmr()).containsExactly("pwd", "otp");
                assertThat(session.getAuthTime()).isEqualTo(Instant.ofEpochSecond(authTime));
                seen.add(session);
            });

            shop.browser.page("/orders");
            shop.browser.call("POST", "/auth/session");
            shop.browser.page("/orders");

            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void R15_a_token_that_is_expired_when_the_sign_in_ends_is_a_warning() throws Exception {
        MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
        try (LogRecords log = new LogRecords();
                FakeIssuer issuer = FakeIssuer.start(clock);
                MockBrowser browser = new MockBrowser(issuer, clock, Map.of())) {
            issuer.accessTokenLifetime(Duration.ofSeconds(-1));

            browser.signIn("alice@example.org", "r1ght-Pa55word");

            assertThat(log.lines("WARNING"))
                    .anyMatch(line -> line.startsWith("Provider backend: the new access token was expired on arrival"));
        }
    }
}
