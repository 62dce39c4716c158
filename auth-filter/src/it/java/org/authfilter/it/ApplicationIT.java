package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.authfilter.it.app.EventLog;
import org.authfilter.it.app.Orders;
import org.authfilter.it.app.PlainOrders;
import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.RolesResource;
import org.authfilter.it.app.ShopResource;
import org.authfilter.it.app.TokenKeeper;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A WAR with JAX-RS, CDI and a MicroProfile REST client: what the application gets from the filter. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ApplicationIT {

    private static final String APP = "application";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private final Browser alice = new Browser(APP);
    private final Browser anonymous = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        "auth-filter.public-paths=/rest/shop/*,/rest/roles/admin",
                        "orders/mp-rest/url=" + ISSUER.url(""))
                .addClasses(RestApplication.class, ShopResource.class, RolesResource.class, WhoServlet.class)
                .addClasses(Orders.class, PlainOrders.class, TokenKeeper.class, EventLog.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @BeforeEach
    void signIn() {
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5)).roles("user");
        alice.signIn("alice@example.org");
        alice.call("/rest/shop/events");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void the_REST_client_sends_the_callers_token() {
        Browser bob = new Browser(APP);
        bob.signIn("bob@example.org");

        assertThat(ok(alice.call("/rest/shop/orders"))).contains("\"subject\":\"sub-alice\"");
        assertThat(ok(bob.call("/rest/shop/orders"))).contains("\"subject\":\"sub-bob\"");
    }

    @Test
    void the_REST_client_never_sends_a_call_without_a_token() {
        int before = ISSUER.counters().apiCalls();

        assertThat(anonymous.call("/rest/shop/orders").statusCode()).isEqualTo(500);
        assertThat(ISSUER.counters().apiCalls()).isEqualTo(before);
    }

    @Test
    void a_client_without_annotation_sends_no_token() {
        int before = ISSUER.counters().apiCallsWithoutToken();

        assertThat(ok(alice.call("/rest/shop/plain-orders"))).isEqualTo("401");
        assertThat(ISSUER.counters().apiCallsWithoutToken()).isEqualTo(before + 1);
    }

    @Test
    void the_supplier_in_an_application_scoped_bean_returns_the_callers_token() {
        Browser bob = new Browser(APP);
        bob.signIn("bob@example.org");

        String first = ok(alice.call("/rest/shop/token"));
        String second = ok(bob.call("/rest/shop/token"));

        assertThat(first).startsWith("access-").isNotEqualTo(second);
        assertThat(ok(alice.call("/rest/shop/token"))).isEqualTo(first);
        assertThat(anonymous.call("/rest/shop/token").statusCode()).isEqualTo(500);
    }

    @Test
    void an_expired_token_is_refreshed_before_it_is_injected() {
        String first = ok(alice.call("/rest/shop/token"));
        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        alice.post("/auth/session", "{}");
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        Await.until(ISSUER.lastExpiry());

        assertThat(ok(alice.call("/rest/shop/orders"))).contains("\"subject\":\"sub-alice\"");
        assertThat(ok(alice.call("/rest/shop/token"))).isNotEqualTo(first);
    }

    @Test
    void AuthSession_has_the_signed_in_user() {
        assertThat(ok(alice.call("/rest/shop/session")))
                .isEqualTo("authenticated=true user=alice roles=[user] provider=backend");
        assertThat(ok(anonymous.call("/rest/shop/session")))
                .isEqualTo("authenticated=false user=null roles=[] provider=null");
    }

    @Test
    void AuthSession_refreshes_at_once() {
        String before = ok(alice.call("/rest/shop/token"));

        assertThat(ok(alice.post("/rest/shop/refresh", "")))
                .startsWith("access-")
                .isNotEqualTo(before);
    }

    @Test
    void AuthSession_signs_out() {
        assertThat(ok(alice.post("/rest/shop/sign-out", ""))).isEqualTo("authenticated=false");

        assertThat(ok(alice.call("/rest/shop/session"))).startsWith("authenticated=false");
        HttpResponses.assertProblem(alice.call("/who"), 401, "SessionRequired");
    }

    @Test
    void the_request_has_the_caller() {
        assertThat(ok(alice.call("/who"))).isEqualTo("remoteUser=alice principal=alice user=true admin=false");
    }

    @Test
    void the_JAX_RS_SecurityContext_has_the_caller() {
        assertThat(ok(alice.call("/rest/shop/security-context"))).isEqualTo("principal=alice user=true admin=false");
        assertThat(ok(anonymous.call("/rest/shop/security-context")))
                .isEqualTo("principal=null user=false admin=false");
    }

    @Test
    void RolesAllowed_refuses_a_caller_without_the_role() {
        assertThat(ok(alice.call("/rest/roles/user"))).isEqualTo("for users");
        assertThat(alice.call("/rest/roles/admin").statusCode()).isEqualTo(403);
    }

    @Test
    void RolesAllowed_admits_a_caller_with_the_role() {
        ISSUER.roles("user", "admin");
        alice.signIn("alice@example.org");

        assertThat(ok(alice.call("/rest/roles/admin"))).isEqualTo("for admins");
    }

    @Test
    void RolesAllowed_refuses_anonymous_callers_of_a_public_path() {
        assertThat(anonymous.call("/rest/roles/admin").statusCode()).isIn(401, 403);
    }

    @Test
    void every_event_is_fired_once() {
        assertThat(events()).isEmpty();

        alice.post("/auth/session", "{}");
        Instant oneSecondLater = Instant.now().plusSeconds(1);
        assertThat(events()).isEqualTo("TokensRefreshed:alice");

        alice.signIn("alice@example.org", "wrong", "/");
        assertThat(events()).isEqualTo("SignInFailed:CredentialsSignin");

        ISSUER.nextRefreshes(Fault.status(503));
        Await.until(oneSecondLater); // A session refreshes on demand at most once a second.
        alice.post("/auth/session", "{}");
        assertThat(events()).isEqualTo("RefreshFailed:UNAVAILABLE");

        alice.post("/auth/signout", "{}");
        assertThat(events()).isEqualTo("SignedOut:USER");

        alice.signIn("alice@example.org");
        assertThat(events()).isEqualTo("SignedIn:alice");
    }

    private String events() {
        return ok(anonymous.call("/rest/shop/events"));
    }

    private static String ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(200);
        return response.body();
    }
}
