package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.authfilter.internal.web.ConstraintGuard.Decision;
import org.authfilter.internal.web.ConstraintGuard.Known;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** A session of an OpenID Provider that outlives a restart: the server has forgotten the logouts that it knew. */
class RestoredSessionTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeOpenIdProvider provider = FakeOpenIdProvider.start(clock);
    private final RecordingIdentity container = new RecordingIdentity();
    private final Application first = startOf("server");
    private final Application second = startOf("server");
    private final MockBrowser browser = new MockBrowser(first);

    private Application startOf(String server) {
        return MockBrowser.startOf(
                server,
                clock,
                container,
                Map.of(
                        "provider.idp.roles",
                        "/realm_access/roles",
                        "public-paths",
                        "/open/*",
                        "provider.idp.type",
                        "oidc",
                        "provider.idp.issuer",
                        provider.issuer(),
                        "provider.idp.client-id",
                        FakeOpenIdProvider.CLIENT_ID,
                        "provider.idp.client-secret",
                        FakeOpenIdProvider.CLIENT_SECRET));
    }

    @BeforeEach
    void signIn() throws Exception {
        signIn(browser);
    }

    private void signIn(MockBrowser at) throws Exception {
        String back = provider.authorize(at.page("/auth/signin/idp").getHeader("Location"));
        at.page(back.substring((OpenIdShop.ROOT + MockBrowser.CONTEXT).length()));
        assertThat(at.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        provider.close();
    }

    @Test
    void a_session_goes_on_once_a_refresh_has_proved_it() throws Exception {
        MockBrowser restarted = browser.withSessionAt(second);

        assertThat(restarted.call("GET", "/orders").getStatus()).isEqualTo(200);
        assertThat(provider.calls("/token")).isEqualTo(2);

        assertThat(restarted.call("GET", "/orders").getStatus()).isEqualTo(200);
        assertThat(provider.calls("/token")).isEqualTo(2);
        assertThat(provider.reuses()).isZero();
    }

    @Test
    void R17_a_constraint_sees_the_roles_of_the_refresh_that_proves_the_session() throws Exception {
        provider.bendIdToken(claims -> claims.put("realm_access", Map.of("roles", List.of("guest"))));
        MockHttpServletRequest request = browser.withSessionAt(second).request("GET", "/orders");

        Decision decision = container.guard().decide(request, new MockHttpServletResponse(), true);

        assertThat(((Known) decision).caller().roles()).containsExactly("guest");
    }

    @Test
    void a_session_that_its_provider_ended_before_the_restart_stays_ended() throws Exception {
        provider.endAllSessions();

        assertThat(browser.withSessionAt(second).call("GET", "/orders").getStatus())
                .isEqualTo(401);
    }

    @Test
    void a_session_that_its_provider_ended_is_anonymous_on_a_public_path() throws Exception {
        provider.endAllSessions();
        MockBrowser restarted = browser.withSessionAt(second);

        assertThat(restarted.call("GET", "/open/prices").getStatus()).isEqualTo(200);
        assertThat(restarted.seenRequest().getUserPrincipal()).isNull();
    }

    @Test
    void a_session_does_not_count_while_its_provider_can_not_be_asked() throws Exception {
        provider.fail("/token", 503, "temporarily_unavailable");
        MockBrowser restarted = browser.withSessionAt(second);

        for (String path : new String[] {"/orders", "/open/prices", "/auth/session"}) {
            assertThat(restarted.call("GET", path).getStatus()).as(path).isEqualTo(503);
        }

        provider.heal("/token");
        clock.advance(Duration.ofSeconds(2));
        assertThat(restarted.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void a_session_without_a_refresh_token_ends() throws Exception {
        provider.bendTokenResponse(tokens -> tokens.remove("refresh_token"));
        MockBrowser without = new MockBrowser(first);
        signIn(without);

        assertThat(without.withSessionAt(second).call("GET", "/orders").getStatus())
                .isEqualTo(401);
    }

    @Test
    void a_session_of_another_node_goes_on_without_a_refresh() throws Exception {
        try (Application otherNode = startOf("other")) {
            assertThat(browser.withSessionAt(otherNode).call("GET", "/orders").getStatus())
                    .isEqualTo(200);
        }
        assertThat(provider.calls("/token")).isEqualTo(1);
    }
}
