package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.authfilter.User;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
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

    @Test
    void the_principal_is_the_one_of_the_container_if_it_is_of_this_user() throws Exception {
        User known = new User("alice", null, List.of(), null, null);

        assertThat(inContainerWith(known).getUserPrincipal()).isSameAs(known);
    }

    @Test
    void another_principal_of_the_container_does_not_count() throws Exception {
        HttpServletRequest request = inContainerWith(new User("bob", null, List.of(), null, null));

        assertThat(request.getUserPrincipal().getName()).isEqualTo("alice");
        assertThat(request.isUserInRole("reader")).isFalse();
    }

    @Test
    void a_role_that_only_the_container_maps_counts_as_well() throws Exception {
        HttpServletRequest request = inContainerWith(new User("alice", null, List.of(), null, null));

        assertThat(request.isUserInRole("reader")).isTrue();
        assertThat(request.isUserInRole("user")).isTrue();
        assertThat(request.isUserInRole("admin")).isFalse();
    }

    /** The request of a container that knows this caller, and maps its role to {@code reader}. */
    private HttpServletRequest inContainerWith(User known) throws Exception {
        MockHttpServletRequest request = browser.request("GET", "/orders");
        request.setUserPrincipal(known);
        request.addUserRole("reader");
        browser.send(request);
        return browser.seenRequest();
    }
}
