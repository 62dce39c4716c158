package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** Another request of the browser ends the HTTP session during a sign-in, and the container gives this request no other. */
class LostSessionTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final FakeOpenIdProvider provider = FakeOpenIdProvider.start(clock);
    private final MockBrowser browser = new MockBrowser(
            issuer,
            clock,
            Map.of(
                    "provider.idp.type",
                    "oidc",
                    "provider.idp.issuer",
                    provider.issuer(),
                    "provider.idp.client-id",
                    FakeOpenIdProvider.CLIENT_ID,
                    "provider.idp.client-secret",
                    FakeOpenIdProvider.CLIENT_SECRET));

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
        provider.close();
    }

    @Test
    void a_callback_leads_to_its_page_and_leaves_the_sign_in_of_the_other_tab_alone() throws Exception {
        String start =
                browser.page("/auth/signin/idp?callbackUrl=%2Fshop%2Forders").getHeader("Location");
        String back = provider.authorize(start);
        MockHttpServletRequest callback =
                browser.request("GET", back.substring((OpenIdShop.ROOT + MockBrowser.CONTEXT).length()));
        callback.setSession(new EndedSession());

        MockHttpServletResponse response = browser.send(callback);

        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.getHeader("Location")).isEqualTo("/shop/orders");
        assertThat(provider.calls("/revoke")).isZero();
    }

    @Test
    void a_sign_in_with_credentials_can_be_repeated_and_revokes_its_tokens() throws Exception {
        MockHttpServletRequest signIn = browser.request("POST", "/auth/signin/backend");
        signIn.setContentType("application/x-www-form-urlencoded");
        signIn.addParameter("email", "alice@example.org");
        signIn.addParameter("password", "right");
        signIn.setSession(new EndedSession());

        MockHttpServletResponse response = browser.send(signIn);

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("TemporarilyUnavailable");
        issuer.counters().awaitRevocations(1);
    }

    /** One that the container has ended, and still gives to the request. */
    private static final class EndedSession extends MockHttpSession {

        @Override
        public Object getAttribute(String name) {
            throw new IllegalStateException("invalid");
        }

        @Override
        public void setAttribute(String name, Object value) {
            throw new IllegalStateException("invalid");
        }

        @Override
        public String changeSessionId() {
            throw new IllegalStateException("invalid");
        }
    }
}
