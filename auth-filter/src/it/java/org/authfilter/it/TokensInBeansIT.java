package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.authfilter.it.app.Orders;
import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.tokens.TokensResource;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens in beans of each kind, in clients of each kind, and on threads of each kind. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class TokensInBeansIT {

    private static final String APP = "tokens";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final FakeIssuer OTHER = FakeIssuer.start();
    private static final RedirectingApi REDIRECTING = new RedirectingApi();

    private final Browser alice = new Browser(APP);
    private final Browser bob = new Browser(APP);
    private final Browser anonymous = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        Wars.FIFTY_REQUESTS_MAY_WAIT,
                        "auth-filter.public-paths=/rest/*, /public/*",
                        "orders/mp-rest/url=" + ISSUER.url(""),
                        "other/mp-rest/url=" + OTHER.url(""),
                        "redirected/mp-rest/url=" + REDIRECTING.url(),
                        "redirected/mp-rest/followRedirects=true")
                .addClasses(RestApplication.class, Orders.class)
                .addPackage(TokensResource.class.getPackage())
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @BeforeEach
    void signIn() {
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        alice.signIn("alice@example.org");
        bob.signIn("bob@example.org");
    }

    @AfterEach
    void noRefreshTokenWasPresentedTwice() {
        assertThat(ISSUER.counters().reuses()).isZero();
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
        OTHER.close();
        REDIRECTING.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/tokens/resource",
                "/rest/tokens/request-scoped",
                "/rest/tokens/provider",
                "/rest/tokens/instance",
                "/rest/tokens/observer",
                "/rest/tokens/produced",
                "/public/token"
            })
    void each_injected_token_is_the_callers(String path) {
        String first = ok(alice.call(path));

        assertThat(first).contains("access-");
        assertThat(ok(bob.call(path))).contains("access-").isNotEqualTo(first);
        assertThat(ok(alice.call(path))).isEqualTo(first);
        assertThat(ok(anonymous.call(path))).contains("null").doesNotContain("access-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rest/clients/async",
                "/rest/clients/list",
                "/rest/jax-rs/sync",
                "/rest/jax-rs/async",
                "/rest/jax-rs/jdk",
                "/rest/threads/managed",
                "/rest/threads/plain"
            })
    void each_client_sends_the_callers_token(String path) {
        int before = ISSUER.counters().apiCallsWithoutToken();

        for (int round = 0; round < 5; round++) {
            assertThat(ok(alice.call(path))).contains("sub-alice");
            assertThat(ok(bob.call(path))).contains("sub-bob");
            assertThat(ok(anonymous.call(path))).isEqualTo("no token: NOT_SIGNED_IN");
        }
        assertThat(ISSUER.counters().apiCallsWithoutToken()).isEqualTo(before);
    }

    @Test
    void a_redirect_takes_the_token_to_the_same_host_and_port() {
        assertThat(ok(alice.call("/rest/clients/redirected-here"))).startsWith("token Bearer access-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/clients/redirected-elsewhere", "/rest/jax-rs/redirected-elsewhere"})
    void a_redirect_takes_no_token_to_another_port(String path) {
        ok(alice.call(path));

        assertThat(REDIRECTING.seenElsewhere()).allMatch("token null"::equals);
    }

    @Test
    void many_simultaneous_asynchronous_calls_never_mix_users_up() throws Exception {
        for (int round = 0; round < 3; round++) {
            assertThat(RequestsAtOnce.send(10, alice, "/rest/clients/async"))
                    .allSatisfy(response -> assertThat(ok(response)).contains("sub-alice"));
            assertThat(RequestsAtOnce.send(10, bob, "/rest/clients/async"))
                    .allSatisfy(response -> assertThat(ok(response)).contains("sub-bob"));
        }
    }

    @Test
    void an_asynchronous_call_leaves_nothing_for_other_clients() {
        int before = ISSUER.counters().apiCallsWithoutToken();

        for (int round = 0; round < 5; round++) {
            assertThat(ok(alice.call("/rest/jax-rs/after-async")))
                    .matches(".*sub-alice.* \\| no token: NO_REQUEST \\| status 401");
        }
        assertThat(ISSUER.counters().apiCallsWithoutToken()).isEqualTo(before + 5);
    }

    @Test
    void an_asynchronous_call_without_a_token_leaves_no_caller_on_its_thread() {
        assertThat(ok(alice.call("/rest/threads/after-async"))).isEqualTo("status 401, no token: NO_REQUEST");
    }

    @Test
    void an_asynchronous_JAX_RS_call_without_a_captured_session_fails() {
        assertThat(ok(alice.call("/rest/jax-rs/async-without-caller"))).isEqualTo("no token: NO_REQUEST");
    }

    @Test
    void the_token_of_an_asynchronous_call_is_fresh_when_it_is_sent() {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(2));
        alice.post("/auth/session", "{}");
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        int refreshes = ISSUER.counters().refreshes();

        String late = ok(alice.call("/rest/clients/async-late?millis=2000"));

        assertThat(late).contains("sub-alice");
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
        assertThat(ok(alice.call("/rest/clients/list"))).isEqualTo(late);
        assertThat(ISSUER.counters().refreshes())
                .as("the next request stores what the call has refreshed")
                .isEqualTo(refreshes + 1);
    }

    @Test
    void a_method_without_annotation_sends_no_token() {
        int before = ISSUER.counters().apiCallsWithoutToken();

        assertThat(ok(alice.call("/rest/clients/list-anonymously"))).isEqualTo("status 401");
        assertThat(ISSUER.counters().apiCallsWithoutToken()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/clients/list", "/rest/clients/async", "/rest/jax-rs/sync", "/rest/jax-rs/async"})
    void a_refused_token_is_refreshed_once_and_the_call_repeated_once(String path) {
        ISSUER.revokeAccessTokens();
        int refreshes = ISSUER.counters().refreshes();
        int calls = ISSUER.counters().apiCalls();

        assertThat(ok(alice.call(path))).contains("sub-alice");
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
        assertThat(ISSUER.counters().apiCalls()).isEqualTo(calls + 2);
        assertThat(ok(alice.call(path))).contains("sub-alice");
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
    }

    @Test
    void many_simultaneous_refused_calls_refresh_once() throws Exception {
        ISSUER.revokeAccessTokens();
        int refreshes = ISSUER.counters().refreshes();

        assertThat(RequestsAtOnce.send(10, alice, "/rest/clients/list"))
                .allSatisfy(response -> assertThat(ok(response)).contains("sub-alice"));
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/clients/create", "/rest/jax-rs/post"})
    void the_entity_of_a_repeated_call_is_the_same(String path) {
        ISSUER.revokeAccessTokens();

        assertThat(ok(alice.post(path, "{\"apples\":3}")))
                .contains("sub-alice")
                .contains("\"received\":\"{\\\"apples\\\":3}\"");
    }

    @Test
    void a_call_with_a_stream_is_not_repeated() {
        ISSUER.revokeAccessTokens();
        int refreshes = ISSUER.counters().refreshes();

        assertThat(ok(alice.post("/rest/clients/create-from-stream", "{}"))).isEqualTo("status 401");
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/clients/list-as", "/rest/jax-rs/own-header"})
    void an_Authorization_header_of_the_caller_stays_and_the_call_is_not_repeated(String path) {
        int refreshes = ISSUER.counters().refreshes();
        int calls = ISSUER.counters().apiCalls();

        assertThat(ok(alice.call(path))).isEqualTo("status 401");
        assertThat(ISSUER.counters().apiCalls()).isEqualTo(calls + 1);
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/clients/other", "/rest/jax-rs/other"})
    void an_API_that_refuses_the_refreshed_token_too_does_not_cause_a_refresh_at_each_call(String path) {
        int refreshes = ISSUER.counters().refreshes();
        int calls = OTHER.counters().apiCalls();

        assertThat(ok(alice.call(path))).isEqualTo("status 401");
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
        assertThat(OTHER.counters().apiCalls()).isEqualTo(calls + 2);

        assertThat(ok(alice.call(path))).isEqualTo("status 401");
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
        assertThat(OTHER.counters().apiCalls()).isEqualTo(calls + 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rest/threads/managed-without", "/rest/threads/plain-without"})
    void a_thread_without_a_captured_session_gets_no_token(String path) {
        int calls = ISSUER.counters().apiCalls();

        assertThat(ok(alice.call(path))).isEqualTo("no token: NO_REQUEST, no token: NO_REQUEST");
        assertThat(ISSUER.counters().apiCalls()).isEqualTo(calls);
    }

    @Test
    void a_captured_session_outlives_its_request_and_ends_with_the_sign_in() {
        alice.post("/rest/threads/keep?name=alice", "");
        bob.post("/rest/threads/keep?name=bob", "");

        assertThat(ok(anonymous.call("/rest/threads/kept?name=alice"))).contains("sub-alice");
        assertThat(ok(alice.call("/rest/threads/kept?name=bob"))).contains("sub-bob");

        alice.post("/auth/signout", "{}");
        assertThat(ok(bob.call("/rest/threads/kept?name=alice"))).isEqualTo("no token: NOT_SIGNED_IN");
    }

    @Test
    void a_token_set_refreshed_by_a_captured_session_is_stored_by_the_next_request() {
        alice.post("/rest/threads/keep?name=refreshing", "");
        ISSUER.revokeAccessTokens();
        int refreshes = ISSUER.counters().refreshes();

        String refreshed = ok(anonymous.call("/rest/threads/kept?name=refreshing"));

        assertThat(refreshed).contains("sub-alice");
        assertThat(ok(alice.call("/rest/clients/list"))).isEqualTo(refreshed);
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
    }

    private static String ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(200);
        return response.body();
    }
}
