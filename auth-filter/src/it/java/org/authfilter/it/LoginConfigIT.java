package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.authfilter.it.app.EventLog;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.mechanism.HeaderMechanism;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WARs with a {@code <login-config>}, whose constraint covers all paths, and a WAR with a mechanism of its own. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class LoginConfigIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final ServerLog LOG = new ServerLog();

    @Deployment(name = "form", order = 1, testable = false)
    static WebArchive withForm() {
        return everythingConstrained("form", """
                <login-config><auth-method>FORM</auth-method><form-login-config>
                <form-login-page>/old-login.html</form-login-page>
                <form-error-page>/old-login.html?failed</form-error-page></form-login-config></login-config>
                """)
                .addAsWebResource(new StringAsset("the server's own sign-in"), "old-login.html");
    }

    @Deployment(name = "basic", order = 2, testable = false)
    static WebArchive withBasic() {
        return everythingConstrained("basic", "<login-config><auth-method>BASIC</auth-method></login-config>");
    }

    @Deployment(name = "page", order = 3, testable = false)
    static WebArchive withSignInPage() {
        return everythingConstrained("page", "", "auth-filter.sign-in-page=/login.html")
                .addAsWebResource(new StringAsset("the sign-in page of the application"), "login.html");
    }

    @Deployment(name = "mechanism", order = 4, testable = false)
    static WebArchive withMechanism() {
        return Wars.signingInAt(ISSUER, "mechanism", "auth-filter.public-paths=/public/*")
                .addPackage(HeaderMechanism.class.getPackage())
                .addClasses(WhoServlet.class)
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml");
    }

    @Deployment(name = "library", order = 5, testable = false)
    static WebArchive withMechanismInJar() {
        JavaArchive jar = ShrinkWrap.create(JavaArchive.class, "mechanism.jar")
                .addPackage(HeaderMechanism.class.getPackage())
                .addAsManifestResource(Wars.beansXml("all"), "beans.xml");
        return Wars.signingInAt(ISSUER, "library", "auth-filter.public-paths=/public/*")
                .addAsLibrary(jar)
                .addClasses(WhoServlet.class);
    }

    private static WebArchive everythingConstrained(String name, String loginConfig, String... lines) {
        return Wars.signingInAt(ISSUER, name, lines)
                .addClasses(WhoServlet.class, EventLog.class)
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml")
                .setWebXML(Wars.webXml(
                        "",
                        ConstrainedWar.constraint("/*", "", ConstrainedWar.role("user")),
                        loginConfig,
                        "<security-role><role-name>user</role-name></security-role>"));
    }

    @BeforeEach
    void reset() {
        ISSUER.healthy();
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        ISSUER.roles("user");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "basic"})
    void a_constraint_leads_to_our_sign_in_page(String application) {
        Browser anonymous = new Browser(application);

        HttpResponses.assertSentToSignIn(anonymous.page("/who"), application, "/who", "SessionRequired");
        HttpResponses.assertProblem(anonymous.call("/who"), 401, "SessionRequired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/signin", "/auth/session", "/auth/providers", "/auth/client.js", "/auth/csrf"})
    void a_constraint_on_all_paths_leaves_the_endpoints_reachable(String endpoint) {
        for (String application : new String[] {"form", "basic"}) {
            HttpResponse<String> response = new Browser(application).page(endpoint);

            assertThat(response.statusCode())
                    .as(HttpResponses.describe(response))
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"form", "basic", "page"})
    void a_caller_signs_in_behind_a_constraint_on_all_paths_and_out_again(String application) {
        Browser alice = new Browser(application);

        HttpResponses.assertSentTo(alice.signIn("alice@example.org"), application, "/");
        assertThat(alice.page("/who").body()).startsWith("remoteUser=alice principal=alice user=true");
        assertThat(HttpResponses.json(alice.call("/auth/session"))).containsEntry("status", "authenticated");
        assertThat(alice.post("/auth/signout", "{}").statusCode()).isEqualTo(200);
        assertThat(alice.call("/who").statusCode()).isEqualTo(401);
    }

    @Test
    void a_caller_without_the_role_of_the_constraint_is_refused_and_can_sign_out() {
        Browser alice = new Browser("basic");
        ISSUER.roles("guest");
        alice.signIn("alice@example.org");

        assertThat(alice.page("/who").statusCode()).isEqualTo(403);
        assertThat(alice.page("/auth/signout").statusCode()).isEqualTo(200);
        assertThat(alice.post("/auth/signout", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void a_constraint_on_all_paths_leaves_the_own_sign_in_page_reachable() {
        Browser anonymous = new Browser("page");

        HttpResponse<String> redirect = anonymous.page("/who");
        HttpResponse<String> page = anonymous.page("/login.html?callbackUrl=%2Fpage%2Fwho&error=SessionRequired");

        HttpResponses.assertSentTo(redirect, "page", "/login.html");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo("the sign-in page of the application");
    }

    @Test
    void a_login_posted_to_j_security_check_gets_the_sign_in_page() {
        Map<String, String> login = Map.of("j_username", "alice", "j_password", "x");

        HttpResponses.assertSentTo(new Browser("form").submit("/j_security_check", login), "form", "/auth/signin");
    }

    @ParameterizedTest
    @CsvSource({"form, FORM", "basic, BASIC"})
    void one_line_of_the_log_says_that_the_login_config_has_no_effect(String application, String method) {
        LOG.awaits("Application /" + application + ": the <login-config> with " + method + " has no effect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mechanism", "library"})
    void a_mechanism_of_the_WAR_is_named_and_the_request_still_has_the_caller(String application) {
        Browser alice = new Browser(application);
        alice.signIn("alice@example.org");

        LOG.awaits("Application /" + application + ": " + HeaderMechanism.class.getName()
                + " is an authentication mechanism");
        assertThat(alice.page("/who").body()).startsWith("remoteUser=alice principal=alice user=true");
    }
}
