package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.authfilter.it.app.IdentityResource;
import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.RolesResource;
import org.authfilter.it.app.SecuredServlet;
import org.authfilter.it.app.UsersOnlyBean;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What works and what does not where the container is not told the caller, and that such a WAR is warned. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class UnsupportedSecurityFeaturesIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final ServerLog LOG = new ServerLog();
    private static final boolean PAYARA = System.getProperty("server.name").startsWith("Payara");
    private static final String IDENTITY_OFF = "auth-filter.container-identity=off";
    private static final String WARNING = "Application /";

    private final Browser alice = new Browser("beyond");

    @Deployment(name = "within", order = 1, testable = false)
    static WebArchive usesNothingOfIt() {
        return Wars.signingInAt(ISSUER, "within", "auth-filter.public-paths=/rest/*", IDENTITY_OFF)
                .addClasses(WhoServlet.class, RestApplication.class, RolesResource.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @Deployment(name = "beyond", order = 2, testable = false)
    static WebArchive usesAllOfIt() {
        return Wars.signingInAt(ISSUER, "beyond", "auth-filter.public-paths=/rest/*", IDENTITY_OFF)
                .addClasses(WhoServlet.class, RestApplication.class, RolesResource.class)
                .addClasses(IdentityResource.class, UsersOnlyBean.class, SecuredServlet.class)
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml")
                .addAsWebResource(new StringAsset("the server's own sign-in"), "login.html")
                .setWebXML(Wars.webXml(
                        "",
                        "<security-constraint><web-resource-collection><web-resource-name>x</web-resource-name>"
                                + "<url-pattern>/public/who</url-pattern></web-resource-collection>"
                                + "<auth-constraint><role-name>user</role-name></auth-constraint></security-constraint>",
                        "<login-config><auth-method>FORM</auth-method><form-login-config>"
                                + "<form-login-page>/login.html</form-login-page>"
                                + "<form-error-page>/login.html</form-error-page></form-login-config></login-config>",
                        "<security-role><role-name>user</role-name></security-role>"));
    }

    @BeforeEach
    void signIn() {
        ISSUER.roles("user");
        alice.signIn("alice@example.org");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void each_unsupported_feature_is_reported_once() {
        Await.until(
                "four warnings", Duration.ofMinutes(1), () -> warnings("beyond").size() >= 4);

        assertThat(warnings("beyond"))
                .as(LOG.text())
                .satisfiesExactlyInAnyOrder(
                        constraint -> assertThat(constraint).contains("<security-constraint>", "required-roles"),
                        login -> assertThat(login).contains("<login-config> with FORM", "sign-in-page"),
                        servlet -> assertThat(servlet).contains(SecuredServlet.class.getName(), "required-roles"),
                        bean -> assertThat(bean).contains(UsersOnlyBean.class.getName(), "@Inject AuthSession"));
    }

    @Test
    void a_WAR_without_unsupported_features_gets_no_warning() {
        assertThat(warnings("beyond")).isNotEmpty();
        assertThat(warnings("within")).isEmpty();
    }

    @Test
    void a_security_constraint_refuses_before_any_filter() {
        assertThat(alice.page("/who").body()).startsWith("remoteUser=alice");
        assertThat(alice.page("/public/who").body()).isEqualTo("the server's own sign-in");
        assertThat(alice.page("/secured").body()).isEqualTo("the server's own sign-in");
    }

    @Test
    void a_security_constraint_on_Payara_makes_JAX_RS_RolesAllowed_refuse() {
        boolean isServed = alice.call("/rest/roles/user").body().equals("for users");

        assertThat(isServed).isEqualTo(!PAYARA);
    }

    @Test
    void RolesAllowed_of_an_EJB_refuses_a_signed_in_caller() {
        assertThat(alice.call("/rest/identity/ejb").body()).isEqualTo("refused");
    }

    @Test
    void an_injected_request_has_no_caller() {
        assertThat(alice.call("/rest/identity/injected-request").body()).isEqualTo("remoteUser=null");
    }

    @Test
    void the_server_takes_the_principal_of_the_request_on_Payara_only() {
        assertThat(alice.call("/rest/identity/injected-principal").body()).isEqualTo(PAYARA ? "alice" : "anonymous");
        assertThat(alice.call("/rest/identity/ejb-caller").body()).isEqualTo("alice=" + PAYARA);
    }

    @Test
    void RolesAllowed_of_JAX_RS_admits_a_caller_with_the_role() {
        Browser holder = new Browser("within");
        ISSUER.roles("admin");
        HttpResponse<String> signedIn = holder.signIn("alice@example.org");
        assertThat(signedIn.statusCode()).as(HttpResponses.describe(signedIn)).isEqualTo(303);

        String resource = holder.call("/rest/roles/admin").body();

        String session = holder.call("/auth/session").body();
        assertThat(resource).as(session).isEqualTo("for admins");
    }

    @Test
    void RolesAllowed_of_JAX_RS_refuses_a_caller_with_another_role() {
        Browser other = new Browser("within");
        other.signIn("alice@example.org");

        assertThat(other.call("/rest/roles/admin").statusCode()).isEqualTo(403);
    }

    @Test
    void RolesAllowed_of_JAX_RS_refuses_an_anonymous_caller_as_the_server_does() {
        assertThat(new Browser("within").call("/rest/roles/user").statusCode()).isEqualTo(PAYARA ? 401 : 403);
    }

    private static List<String> warnings(String application) {
        LOG.awaits(WARNING + "beyond");
        return LOG.text()
                .lines()
                .filter(line -> line.contains(WARNING + application))
                .toList();
    }
}
