package org.authfilter.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.authfilter.it.Browser;
import org.authfilter.it.ConstrainedWar;
import org.authfilter.it.RequestsAtOnce;
import org.authfilter.testkit.FakeIssuer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payara Micro knows the caller. It starts its server itself, as the tests of clusters do. */
class PayaraMicroIdentityClusterIT {

    private static final String APP = "constrained";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final Node SERVER =
            PayaraMicroNodes.alone(ConstrainedWar.of(ISSUER, APP, "auth-filter.protected-paths=/protected/*"));

    private final Browser anonymous = new Browser(SERVER.origin(), APP);
    private final Browser user = new Browser(SERVER.origin(), APP);
    private final Browser admin = new Browser(SERVER.origin(), APP);

    @BeforeAll
    static void start() {
        SERVER.start();
        SERVER.awaits("/" + APP + "/auth/providers");
    }

    @AfterAll
    static void stop() {
        SERVER.kill();
        ISSUER.close();
    }

    @BeforeEach
    void signIn() {
        ISSUER.roles("admin", "user");
        admin.signIn("bob@example.org");
        ISSUER.roles("user");
        user.signIn("alice@example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "/public/who,         200, 200, 200",
        "/users/caller,       401, 200, 200",
        "/pages/caller.jsp,   401, 200, 200",
        "/pages/caller.xhtml, 401, 200, 200",
        "/who,                401, 200, 200",
        "/admins/x,           401, 403, 404",
        "/nothing/x,          403, 403, 403",
        "/annotated,          401, 200, 200",
        "/ledger/read,        403, 200, 200",
        "/ledger/write,       403, 403, 200",
        "/ledger/burn,        403, 403, 403",
        "/ledger/close,       403, 403, 200",
        "/rest/ledger/write,  403, 403, 200",
        "/rest/roles/admin,   401, 403, 200",
    })
    void a_call_of_a_resource_has_the_status_of_its_caller(String path, int ofAnonymous, int ofUser, int ofAdmin) {
        assertThat(List.of(
                        anonymous.call(path).statusCode(),
                        user.call(path).statusCode(),
                        admin.call(path).statusCode()))
                .containsExactly(ofAnonymous, ofUser, ofAdmin);
    }

    @Test
    void each_API_of_the_platform_tells_the_same_caller() {
        assertThat(user.page("/users/caller").body()).isEqualTo("""
                        request: alice user=true admin=false
                        principal of the request: alice
                        injected principal: alice
                        injected request: alice user=true admin=false
                        Jakarta Security: alice user=true admin=false
                        EJB: alice user=true admin=false
                        security-role-ref: true
                        """);
    }

    @Test
    void ten_parallel_requests_of_one_session_pass_a_constraint_without_a_new_cookie() throws Exception {
        List<HttpResponse<String>> responses = RequestsAtOnce.send(10, user, "/users/caller");

        assertThat(responses).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        });
    }

    @Test
    void the_next_request_after_a_sign_out_is_anonymous() {
        user.post("/auth/signout", "{}");

        assertThat(user.call("/users/caller").statusCode()).isEqualTo(401);
        assertThat(user.call("/ledger/read").statusCode()).isEqualTo(403);
    }
}
