package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The container knows the caller: constraints, EJBs, injected objects, with the server's default configuration. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ContainerIdentityIT {

    private static final String APP = "constrained";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private static final boolean PAYARA = System.getProperty("server.name").startsWith("Payara");

    private final Browser anonymous = new Browser(APP);
    private final Browser user = new Browser(APP);
    private final Browser admin = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive constrained() {
        return ConstrainedWar.of(ISSUER, APP, "auth-filter.protected-paths=/protected/*");
    }

    @BeforeEach
    void signIn() {
        ISSUER.healthy();
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        ISSUER.roles("admin", "user");
        admin.signIn("bob@example.org");
        ISSUER.roles("user");
        user.signIn("alice@example.org");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest
    @CsvSource({
        // constraints of web.xml
        "/public/who,     200, 200, 200",
        "/users/caller,   401, 200, 200",
        "/pages/caller.jsp, 401, 200, 200",
        "/pages/caller.xhtml, 401, 200, 200",
        "/who,            401, 200, 200",
        "/admins/x,       401, 403, 404",
        "/nothing/x,      403, 403, 403",
        // @ServletSecurity
        "/annotated,      401, 200, 200",
        // EJBs
        "/ledger/read,    403, 200, 200",
        "/ledger/write,   403, 403, 200",
        "/ledger/audit,   403, 403, 403",
        "/ledger/burn,    403, 403, 403",
        "/ledger/close,   403, 403, 200",
        // JAX-RS
        "/rest/roles/user,  -1, 200, 200",
        "/rest/roles/admin, -1, 403, 200",
        "/rest/ledger/read,  403, 200, 200",
        "/rest/ledger/write, 403, 403, 200",
    })
    void a_call_of_a_resource_has_the_status_of_its_caller(String path, int ofAnonymous, int ofUser, int ofAdmin) {
        assertThat(List.of(
                        status(anonymous.call(path), ofAnonymous),
                        status(user.call(path), ofUser),
                        status(admin.call(path), ofAdmin)))
                .containsExactly(ofAnonymous, ofUser, ofAdmin);
    }

    /** Servers refuse an anonymous caller of JAX-RS with 401 or 403. */
    private static int status(HttpResponse<String> response, int expected) {
        return expected == -1 && List.of(401, 403).contains(response.statusCode()) ? -1 : response.statusCode();
    }

    @ParameterizedTest
    @CsvSource({"/public/who, 401, 403", "/annotated, 401, 403"})
    void a_constraint_on_a_method_refuses_that_method_only(String path, int ofAnonymous, int ofUser) {
        assertThat(anonymous.post(path, "{}").statusCode()).isEqualTo(ofAnonymous);
        assertThat(user.post(path, "{}").statusCode()).isEqualTo(ofUser);
        assertThat(admin.post(path, "{}").statusCode()).isNotIn(401, 403);
    }

    @Test
    void a_page_behind_a_constraint_redirects_to_the_sign_in_page() {
        HttpResponses.assertSentToSignIn(
                anonymous.page("/users/caller?x=1"), APP, "/users/caller?x=1", "SessionRequired");
    }

    @Test
    void a_call_behind_a_constraint_is_refused_with_a_problem() {
        HttpResponses.assertProblem(anonymous.call("/users/caller"), 401, "SessionRequired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/caller", "/public/caller", "/users/caller?via=forward"})
    void each_API_of_the_platform_tells_the_same_caller(String path) {
        assertThat(user.page(path).body()).isEqualTo("""
                        request: alice user=true admin=false
                        principal of the request: alice
                        injected principal: alice
                        injected request: alice user=true admin=false
                        Jakarta Security: alice user=true admin=false
                        EJB: alice user=true admin=false
                        security-role-ref: true
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"async", "error"})
    void a_later_dispatch_has_the_caller(String dispatch) {
        for (String path : List.of("/users/caller?via=", "/public/caller?via=")) {
            String body = user.page(path + dispatch).body();

            assertThat(body).isEqualTo("request: alice user=true admin=false\nEJB: alice user=true admin=false\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"async", "error"})
    void a_later_dispatch_on_a_thread_of_another_caller_has_its_own_caller(String dispatch) throws Exception {
        Browser another = new Browser(APP);
        for (int i = 0; i < 10; i++) {
            List<HttpResponse<String>> ofAlice = RequestsAtOnce.send(2, user, "/public/caller?via=" + dispatch);
            List<HttpResponse<String>> ofBob = RequestsAtOnce.send(2, admin, "/public/caller?via=" + dispatch);
            List<HttpResponse<String>> ofNone = RequestsAtOnce.send(2, another, "/public/caller?via=" + dispatch);

            assertServed(ofAlice, "alice user=true admin=false");
            assertServed(ofBob, "bob user=true admin=true");
            assertThat(ofNone)
                    .allSatisfy(response -> assertThat(response.body()).doesNotContain("alice", "bob", "=true"));
        }
    }

    /** A session whose id changed would be lost for all other requests of the browser. */
    private static void assertServed(List<HttpResponse<String>> responses, String caller) {
        assertThat(responses).allSatisfy(response -> {
            assertThat(response.body()).isEqualTo("request: " + caller + "\nEJB: " + caller + "\n");
            assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        });
    }

    /** Payara wants a principal for the role, in a descriptor of its own. */
    @Test
    void an_EJB_runs_as_another_role_than_its_caller_has() {
        assertThat(user.call("/ledger/run-as").statusCode()).isEqualTo(PAYARA ? 403 : 200);
        assertThat(user.call("/ledger/audit").statusCode()).isEqualTo(403);
    }

    @Test
    void a_JSP_has_the_caller() {
        assertThat(user.page("/pages/caller.jsp").body()).isEqualTo("JSP of alice");
    }

    @Test
    void a_Faces_page_has_the_caller() {
        assertThat(user.page("/pages/caller.xhtml").body()).contains("Faces of alice user=true");
    }

    @Test
    void a_transport_guarantee_redirects_every_caller_to_https() {
        for (Browser browser : List.of(anonymous, user, admin)) {
            HttpResponse<String> response = browser.page("/encrypted/x");

            assertThat(response.statusCode())
                    .as(HttpResponses.describe(response))
                    .isEqualTo(302);
            assertThat(HttpResponses.header(response, "Location")).startsWith("https://");
        }
    }

    @Test
    void the_error_page_of_the_application_has_the_caller_whom_a_constraint_refuses() {
        assertThat(user.page("/admins/x").body()).isEqualTo("own error page: 403 for alice");
    }

    @Test
    void an_anonymous_WebSocket_is_refused_by_a_constraint() {
        Throwable refused = catchThrowable(
                () -> anonymous.connect("/chat", new WebSocket.Listener() {}).get(10, TimeUnit.SECONDS));

        assertThat(((WebSocketHandshakeException) refused.getCause())
                        .getResponse()
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_WebSocket_behind_a_constraint_has_the_caller() throws Exception {
        CompletableFuture<String> received = new CompletableFuture<>();
        WebSocket socket = user.connect("/chat", new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        received.complete(text.toString());
                        return null;
                    }
                })
                .get(10, TimeUnit.SECONDS);
        socket.sendText("hello", true).get(10, TimeUnit.SECONDS);

        assertThat(received.get(10, TimeUnit.SECONDS)).isEqualTo("hello of alice");
        socket.abort();
    }

    @Test
    void a_session_that_ends_in_this_request_leaves_no_caller() {
        Browser alice = new Browser(APP);
        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        alice.signIn("alice@example.org");
        ISSUER.revokeAll();
        Await.until(ISSUER.lastExpiry());

        assertThat(alice.page("/public/caller").body())
                .contains("request: null user=false admin=false", "injected request: null user=false")
                .contains("injected principal: anonymous")
                .doesNotContain("alice");
    }

    @Test
    void a_session_that_ends_in_this_request_does_not_pass_a_constraint() {
        Browser alice = new Browser(APP);
        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        alice.signIn("alice@example.org");
        ISSUER.revokeAll();
        Await.until(ISSUER.lastExpiry());

        HttpResponses.assertProblem(alice.call("/users/caller"), 401, "RefreshAccessTokenError");
        HttpResponses.assertProblem(alice.call("/users/caller"), 401, "SessionRequired");
    }

    @Test
    void the_next_request_after_a_sign_out_is_anonymous() {
        user.post("/auth/signout", "{}");

        assertThat(user.call("/users/caller").statusCode()).isEqualTo(401);
        assertThat(user.page("/public/caller").body()).doesNotContain("alice");
        assertThat(user.call("/ledger/read").statusCode()).isEqualTo(403);
    }

    @Test
    void another_user_of_the_same_browser_inherits_no_role() {
        ISSUER.roles("user");
        admin.signIn("alice@example.org");

        assertThat(admin.call("/admins/x").statusCode()).isEqualTo(403);
        assertThat(admin.call("/ledger/write").statusCode()).isEqualTo(403);
        assertThat(admin.call("/ledger/caller").body()).isEqualTo("alice user=true admin=false");
    }

    @Test
    void ten_parallel_requests_of_one_session_pass_a_constraint_without_a_new_cookie() throws Exception {
        Optional<String> session = user.sessionId();

        List<HttpResponse<String>> responses = RequestsAtOnce.send(10, user, "/users/caller");

        assertThat(user.sessionId()).isPresent().isEqualTo(session);
        assertThat(responses).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        });
    }

    @Test
    void a_login_posted_to_j_security_check_gets_the_sign_in_page() {
        HttpResponse<String> response =
                anonymous.submit("/j_security_check", Map.of("j_username", "alice", "j_password", "x"));

        HttpResponses.assertSentTo(response, APP, "/auth/signin");
    }
}
