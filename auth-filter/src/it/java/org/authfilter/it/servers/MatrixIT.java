package org.authfilter.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.authfilter.it.Await;
import org.authfilter.it.Browser;
import org.authfilter.it.HttpResponses;
import org.authfilter.it.RequestsAtOnce;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One set of checks for all servers, each with its default configuration, one server at a time. Those without the tag
 * {@code full} are the short form.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("rows")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MatrixIT {

    @RegisterExtension
    static final MatrixTable TABLE = new MatrixTable();

    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final FakeOpenIdProvider PROVIDER = FakeOpenIdProvider.start(Clock.systemUTC());
    private static final String MISSING = "There is no JDK %d, which %s needs: this row is SKIPPED";

    private static MatrixRow row;
    private static Optional<MatrixServer> server = Optional.empty();

    private final Browser anonymous = browser("shop");
    private final Browser user = browser("shop");
    private final Browser admin = browser("shop");

    MatrixIT(MatrixRow row) {
        assertThat(row).isEqualTo(MatrixIT.row);
    }

    static Stream<MatrixRow> rows() {
        return MatrixRows.chosen();
    }

    static MatrixRow row() {
        return row;
    }

    static String endOfLog() {
        return server.map(MatrixServer::endOfLog).orElse("");
    }

    @BeforeParameterizedClassInvocation
    static void start(MatrixRow started) throws Exception {
        row = started;
        Optional<Jdk> jdk = Jdk.of(row.jdk());
        if (jdk.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("CI=true, but " + MISSING.formatted(row.jdk(), row.title()));
        }
        server = jdk.map(row::on);
        if (server.isEmpty()) {
            System.getLogger("matrix").log(System.Logger.Level.WARNING, MISSING.formatted(row.jdk(), row.title()));
            return;
        }
        ISSUER.healthy().roles("user");
        server.get()
                .start(
                        List.of("-Xmx512m", "-Dmatrix.backend=" + ISSUER.url("")),
                        new MatrixWars(row, ISSUER, PROVIDER).all());
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.ifPresent(MatrixServer::close);
        server = Optional.empty();
    }

    @AfterAll
    static void stopIssuers() {
        ISSUER.close();
        PROVIDER.close();
    }

    @BeforeEach
    void skipWhatCannotPass(TestInfo test) {
        assumeTrue(server.isPresent(), MISSING.formatted(row.jdk(), row.title()));
        String check = test.getTestMethod().orElseThrow().getName();
        String column =
                test.getTestMethod().orElseThrow().getAnnotation(Column.class).value();
        String reason = row.limits().getOrDefault(check, row.limits().get(column));
        assumeTrue(reason == null, reason);
        ISSUER.healthy().accessTokenLifetime(Duration.ofMinutes(5)).roles("user");
    }

    @Test
    @Order(1)
    @Column("sign-in")
    void an_anonymous_page_redirects_to_the_sign_in_page_and_a_call_is_refused() {
        HttpResponses.assertSentToSignIn(anonymous.page("/who"), "shop", "/who", "SessionRequired");
        HttpResponses.assertProblem(anonymous.call("/who"), 401, "SessionRequired");
    }

    @Test
    @Order(2)
    @Column("sign-in")
    void a_wrong_password_is_refused() {
        HttpResponse<String> response = anonymous.signIn("mallory@example.org", "wrong", "/who");

        HttpResponses.assertSentToSignIn(response, "shop", "/who", "CredentialsSignin");
        assertThat(anonymous.call("/who").statusCode()).isEqualTo(401);
    }

    @Test
    @Order(3)
    @Column("sign-in")
    void a_sign_in_reaches_the_page_and_the_servlet_has_the_caller() {
        HttpResponses.assertSentTo(user.signIn("alice@example.org", "right", "/who"), "shop", "/who");

        assertThat(user.page("/who").body()).isEqualTo("remoteUser=alice principal=alice user=true admin=false");
    }

    @Test
    @Order(4)
    @Tag("full")
    @Column("sign-in")
    void a_configuration_by_context_params_or_annotations_works_too() {
        for (String war : List.of("params", "annotated")) {
            Browser browser = browser(war);
            HttpResponses.assertSentToSignIn(browser.page("/who"), war, "/who", "SessionRequired");

            browser.signIn("alice@example.org");

            assertThat(browser.page("/who").body()).as(war).startsWith("remoteUser=alice");
        }
    }

    @Test
    @Order(5)
    @Tag("full")
    @Column("refresh")
    void a_token_inside_the_margin_is_refreshed_once() {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(8));
        user.signIn("alice@example.org");
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        int refreshes = ISSUER.counters().refreshes();
        assertThat(user.call("/who").statusCode()).isEqualTo(200);
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes);
        Await.until(ISSUER.lastExpiry().minusSeconds(3));

        for (int i = 0; i < 5; i++) {
            assertThat(user.call("/who").statusCode()).isEqualTo(200);
        }

        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
    }

    @Test
    @Order(6)
    @Column("refresh")
    void twenty_requests_after_the_expiry_share_one_refresh() throws Exception {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        user.signIn("alice@example.org");
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        int refreshes = ISSUER.counters().refreshes();
        Await.until(ISSUER.lastExpiry());

        assertThat(RequestsAtOnce.send(20, user, "/who"))
                .allSatisfy(response -> assertThat(ok(response)).startsWith("remoteUser=alice"));

        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
        assertThat(ISSUER.counters().reuses()).isZero();
    }

    @Test
    @Order(7)
    @Tag("full")
    @Column("async")
    void an_asynchronous_servlet_has_the_caller() {
        user.signIn("alice@example.org");

        assertThat(ok(user.page("/async"))).isEqualTo("later, to alice");
    }

    @Test
    @Order(8)
    @Column("roles")
    void a_servlet_has_the_roles_of_the_caller() {
        signInBoth();

        assertThat(ok(user.call("/who"))).contains("user=true admin=false");
        assertThat(ok(admin.call("/who"))).contains("user=true admin=true");
    }

    @Test
    @Order(9)
    @Column("roles")
    void a_constraint_admits_the_roles_that_it_names() {
        signInBoth();

        HttpResponses.assertProblem(anonymous.call("/constrained/users/x"), 401, "SessionRequired");
        assertThat(ok(user.call("/constrained/users/x"))).startsWith("remoteUser=alice");
        assertThat(user.call("/constrained/admins/x").statusCode()).isEqualTo(403);
        assertThat(ok(admin.call("/constrained/admins/x"))).startsWith("remoteUser=bob");
    }

    @Test
    @Order(10)
    @Column("roles")
    void JAX_RS_admits_the_roles_that_it_names() {
        signInBoth();

        assertThat(ok(user.call("/rest/matrix/for-users"))).isEqualTo("for users");
        assertThat(user.call("/rest/matrix/for-admins").statusCode()).isEqualTo(403);
        assertThat(ok(admin.call("/rest/matrix/for-admins"))).isEqualTo("for admins");
    }

    @Test
    @Order(11)
    @Column("roles")
    void an_EJB_admits_the_roles_that_it_names() {
        signInBoth();

        assertThat(ok(user.call("/vault/read"))).isEqualTo("read by alice user=true admin=false");
        assertThat(user.call("/vault/write").statusCode()).isEqualTo(403);
        assertThat(ok(admin.call("/vault/write"))).isEqualTo("written by bob user=true admin=true");
    }

    @Test
    @Order(12)
    @Tag("full")
    @Column("roles")
    void a_constraint_never_admits_a_caller_without_the_role() {
        signInBoth();

        assertThat(anonymous.call("/constrained/users/x").statusCode()).isIn(401, 403);
        assertThat(user.call("/constrained/admins/x").statusCode()).isEqualTo(403);
    }

    @Test
    @Order(13)
    @Tag("full")
    @Column("REST client")
    void a_REST_client_sends_the_token_of_the_caller() {
        signInBoth();

        assertThat(ok(user.call("/rest/matrix/session"))).isEqualTo("alice [user]");
        for (String path : List.of("/rest/matrix/orders", "/rest/matrix/orders-later")) {
            assertThat(ok(user.call(path))).as(path).contains("sub-alice");
            assertThat(ok(admin.call(path))).as(path).contains("sub-bob");
        }
    }

    @Test
    @Order(14)
    @Tag("full")
    @Column("REST client")
    void a_refused_call_of_a_REST_client_is_repeated_once_with_a_new_token() {
        for (String path : List.of("/rest/matrix/orders", "/rest/matrix/orders-later")) {
            Browser browser = browser("shop");
            browser.signIn("alice@example.org");
            ISSUER.revokeAccessTokens();
            int refreshes = ISSUER.counters().refreshes();

            assertThat(ok(browser.call(path))).as(path).contains("sub-alice");
            assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
        }
    }

    @Test
    @Order(15)
    @Tag("full")
    @Column("OpenID Connect")
    void a_user_signs_in_at_an_OpenID_Provider_and_signs_out_there() {
        HttpResponse<String> toProvider = user.page("/auth/signin/idp?callbackUrl=/shop/who");
        String callback = PROVIDER.authorize(HttpResponses.header(toProvider, "Location"));

        HttpResponses.assertSentTo(user.page(callback.substring(callback.indexOf("/shop/") + 5)), "shop", "/who");
        assertThat(ok(user.page("/who"))).startsWith("remoteUser=alice");

        HttpResponse<String> toSignOut = user.submit("/auth/signout", Map.of("callbackUrl", "/shop/"));
        assertThat(HttpResponses.header(toSignOut, "Location")).startsWith(PROVIDER.issuer());
        assertThat(user.call("/who").statusCode()).isEqualTo(401);
    }

    @Test
    @Order(16)
    @Column("sign-out")
    void a_sign_out_ends_the_session() {
        user.signIn("alice@example.org");
        assertThat(user.call("/who").statusCode()).isEqualTo(200);

        user.post("/auth/signout", "{}");

        HttpResponses.assertProblem(user.call("/who"), 401, "SessionRequired");
    }

    @Test
    @Order(17)
    @Tag("full")
    @Column("sign-out")
    void a_user_ends_all_other_sessions() {
        Browser otherDevice = browser("shop");
        otherDevice.signIn("carol@example.org");
        user.signIn("carol@example.org");

        assertThat(user.post("/auth/sessions/end-others", "{}").statusCode()).isEqualTo(204);

        assertThat(otherDevice.call("/who").statusCode()).isEqualTo(401);
        assertThat(ok(user.call("/who"))).startsWith("remoteUser=carol");
    }

    @Test
    @Order(18)
    @Tag("full")
    @Column("cookie")
    void the_session_cookie_is_for_this_site_only_and_not_for_scripts() {
        assertThat(sessionCookie()).containsIgnoringCase("HttpOnly").containsIgnoringCase("SameSite=Lax");
    }

    @Test
    @Order(19)
    @Tag("full")
    @Column("cookie")
    void the_session_cookie_is_for_this_application_only() {
        assertThat(sessionCookie()).containsPattern("(?i)path=/shop");
    }

    private String sessionCookie() {
        List<String> cookies =
                user.signIn("alice@example.org", "right", "/who").headers().allValues("Set-Cookie").stream()
                        .filter(cookie -> cookie.startsWith("JSESSIONID="))
                        .toList();
        assertThat(cookies).isNotEmpty();
        return cookies.get(cookies.size() - 1);
    }

    @Test
    @Order(20)
    @Column("never open")
    void a_WAR_with_a_wrong_configuration_is_never_open() {
        assertClosed("wrong", "refresh-margn");
    }

    @Test
    @Order(21)
    @Column("never open")
    void a_WAR_that_orders_the_jar_out_is_never_open() {
        assertClosed("absolute", "absolute-ordering");
    }

    @Test
    @Order(22)
    @Column("never open")
    void a_WAR_with_an_unsafe_injection_point_is_never_open() {
        assertClosed("unsafe", "@AccessToken Supplier<String>");
    }

    private void assertClosed(String war, String reason) {
        assertThat(browser(war).page("/who").statusCode()).isIn(404, 500, 503);
        assertThat(browser(war).call("/constrained/users/x").statusCode()).isIn(404, 500, 503);
        Await.until(
                "the server logs " + reason,
                Duration.ofSeconds(30),
                () -> server.orElseThrow().log().contains(reason));
    }

    @Test
    @Order(23)
    @Tag("full")
    @Column("redeployment")
    void a_WAR_that_was_undeployed_and_deployed_again_signs_in() throws Exception {
        server.orElseThrow().undeploy("shop", "/auth/providers");
        server.orElseThrow().deploy(new MatrixWars(row, ISSUER, PROVIDER).shop(), "/auth/providers");

        user.signIn("alice@example.org");

        assertThat(ok(user.page("/who"))).startsWith("remoteUser=alice");
    }

    private void signInBoth() {
        ISSUER.roles("user", "admin");
        admin.signIn("bob@example.org");
        ISSUER.roles("user");
        user.signIn("alice@example.org");
    }

    private static Browser browser(String war) {
        return new Browser(server.map(MatrixServer::origin).orElse("http://127.0.0.1:1"), war);
    }

    private static String ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(200);
        return response.body();
    }
}
