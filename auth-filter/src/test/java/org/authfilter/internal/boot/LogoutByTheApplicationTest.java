package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

/** {@code request.logout()} in an application, and the HTTP session that it ends. */
class LogoutByTheApplicationTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());

    @BeforeEach
    void signIn() throws Exception {
        browser.signIn("alice@example.org", "r1ght-Pa55word");
    }

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void an_invalidate_after_the_logout_does_not_throw() throws Exception {
        browser.serve((request, response) -> {
            HttpSession session = request.getSession();
            request.logout();
            session.setAttribute("message", "signed out");
            session.invalidate();
        });
        MockHttpSession session = browser.session();

        assertThat(browser.page("/orders").getStatus()).isEqualTo(200);

        assertThat(session.isInvalid()).isTrue();
        assertThat(issuer.counters().revocations()).isEqualTo(1);
    }

    @Test
    void a_new_session_after_logout_and_invalidate_stays() throws Exception {
        browser.serve((request, response) -> {
            request.logout();
            request.getSession().invalidate();
            request.getSession().setAttribute("message", "signed out");
        });

        browser.page("/orders");

        assertThat(browser.session().getAttribute("message")).isEqualTo("signed out");
    }

    @Test
    void a_logout_alone_invalidates_the_session_at_the_end_of_the_request() throws Exception {
        MockHttpSession session = browser.session();
        session.setAttribute("basket", "book");
        browser.serve((request, response) -> {
            request.logout();
            assertThat(request.getSession().getAttribute("basket")).isEqualTo("book");
            assertThat(request.getUserPrincipal()).isNull();
        });

        browser.page("/orders");

        assertThat(session.isInvalid()).isTrue();
        assertThat(browser.page("/orders").getStatus()).isEqualTo(303);
    }

    @Test
    void a_logout_is_final_for_requests_at_the_same_time() throws Exception {
        browser.serve((request, response) -> {
            request.logout();
            assertThat(browser.call("GET", "/auth/session").getContentAsString())
                    .contains("unauthenticated");
        });

        browser.page("/orders");
    }

    @Test
    void a_sign_in_meanwhile_keeps_its_session() throws Exception {
        browser.serve((request, response) -> {
            request.logout();
            browser.signIn("alice@example.org", "r1ght-Pa55word");
        });

        browser.page("/orders");

        assertThat(browser.session().isInvalid()).isFalse();
    }
}
