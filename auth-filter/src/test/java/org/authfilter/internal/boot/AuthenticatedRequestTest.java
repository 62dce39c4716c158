package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** The caller in the request that the application gets. */
class AuthenticatedRequestTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());

    @BeforeEach
    void signIn() throws Exception {
        browser.signIn("alice@example.org", "r1ght-Pa55word");
        browser.page("/orders");
    }

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void authenticate_returns_true_without_a_call_of_the_container() throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();

        assertThat(browser.seenRequest().authenticate(response)).isTrue();
        assertThat(response.getStatus()).isEqualTo(200);
    }

    @Test
    void logout_leaves_a_request_without_a_caller_and_tells_the_issuer() throws Exception {
        HttpServletRequest request = browser.seenRequest();

        request.logout();

        assertThat(request.getRemoteUser()).isNull();
        assertThat(request.getUserPrincipal()).isNull();
        assertThat(request.getAuthType()).isNull();
        assertThat(request.isUserInRole("user")).isFalse();
        assertThat(issuer.counters().revocations()).isEqualTo(1);
    }
}
