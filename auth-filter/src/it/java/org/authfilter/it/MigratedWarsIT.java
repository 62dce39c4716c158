package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.RolesResource;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.roles.CallerServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** WARs that signed in by the container: with the jar in their lib they sign in by auth-filter, and nothing else changes. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class MigratedWarsIT {

    private static final String USERS = "<security-role><role-name>user</role-name></security-role>";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final FakeOpenIdProvider IDP = FakeOpenIdProvider.start(Clock.systemUTC());
    private static final ServerLog LOG = new ServerLog();

    /** With the file and the {@code <login-config>} of WildFly's elytron-oidc-client, both unchanged. */
    @Deployment(name = "elytron", order = 1, testable = false)
    static WebArchive elytron() {
        return Wars.withAuthFilter("elytron")
                .addClasses(WhoServlet.class, RestApplication.class, RolesResource.class)
                .addPackage(CallerServlet.class.getPackage())
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml")
                .addAsWebInfResource(ConstrainedWar.ejbJar(), "ejb-jar.xml")
                .addAsWebInfResource(
                        new StringAsset("""
                        {
                          "client-id": "%s",
                          "provider-url": "%s",
                          "ssl-required": "external",
                          "principal-attribute": "preferred_username",
                          "credentials": {"secret": "%s"}
                        }
                        """.formatted(
                                        FakeOpenIdProvider.CLIENT_ID, IDP.issuer(), FakeOpenIdProvider.CLIENT_SECRET)),
                        "oidc.json")
                .setWebXML(Wars.webXml(
                        "",
                        ConstrainedWar.constraint("/who", "", ConstrainedWar.role("user")),
                        "<login-config><auth-method>OIDC</auth-method></login-config>",
                        USERS));
    }

    @Deployment(name = "facesform", order = 2, testable = false)
    static WebArchive formWithFaces() {
        return Wars.signingInAt(ISSUER, "facesform")
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml")
                .addAsWebResource(ConstrainedWar.facesPage(), "secured/caller.xhtml")
                .addAsWebResource(new StringAsset("the login page of the container"), "login.xhtml")
                .addAsWebResource(new StringAsset("the error page of the container"), "failed.xhtml")
                .setWebXML(Wars.webXml(
                        "",
                        "<servlet><servlet-name>faces</servlet-name>"
                                + "<servlet-class>jakarta.faces.webapp.FacesServlet</servlet-class></servlet>"
                                + "<servlet-mapping><servlet-name>faces</servlet-name>"
                                + "<url-pattern>*.xhtml</url-pattern></servlet-mapping>",
                        ConstrainedWar.constraint("/secured/*", "", ConstrainedWar.role("user")),
                        """
                        <login-config><auth-method>FORM</auth-method><form-login-config>
                        <form-login-page>/login.xhtml</form-login-page>
                        <form-error-page>/failed.xhtml</form-error-page></form-login-config></login-config>
                        """,
                        USERS));
    }

    @BeforeEach
    void reset() {
        ISSUER.healthy();
        ISSUER.roles("user");
        roles("user");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
        IDP.close();
    }

    private static void roles(String... roles) {
        IDP.bendIdToken(claims -> claims.put("realm_access", Map.of("roles", List.of(roles))));
    }

    @Test
    void a_WAR_of_elytron_oidc_client_signs_in_at_its_provider_by_auth_filter() {
        Browser alice = new Browser("elytron");

        HttpResponses.assertSentToSignIn(alice.page("/who"), "elytron", "/who", "SessionRequired");
        HttpResponses.assertSentTo(signInAtProvider(alice), "elytron", "/who");
        assertThat(alice.page("/who").body()).isEqualTo("remoteUser=alice principal=alice user=true admin=false");
        assertThat(alice.call("/rest/roles/user").body()).isEqualTo("for users");
        assertThat(alice.call("/rest/roles/admin").statusCode()).isEqualTo(403);
        assertThat(alice.call("/rest/ledger/read").body()).isEqualTo("read");
        assertThat(alice.call("/rest/ledger/write").statusCode()).isEqualTo(403);
        assertThat(alice.post("/auth/signout", "{}").statusCode()).isEqualTo(200);
        HttpResponses.assertProblem(alice.call("/who"), 401, "SessionRequired");
    }

    @Test
    void a_caller_of_the_provider_without_the_role_of_the_constraint_is_refused() {
        Browser alice = new Browser("elytron");
        roles("guest");
        signInAtProvider(alice);

        assertThat(alice.page("/who").statusCode()).isEqualTo(403);
    }

    @Test
    void one_line_of_the_log_tells_that_OIDC_of_the_login_config_has_no_effect() {
        LOG.awaits("Application /elytron: the <login-config> with OIDC has no effect");
    }

    @Test
    void a_Faces_WAR_with_FORM_signs_in_at_our_page() {
        Browser alice = new Browser("facesform");

        HttpResponses.assertSentToSignIn(
                alice.page("/secured/caller.xhtml"), "facesform", "/secured/caller.xhtml", "SessionRequired");
        HttpResponses.assertSentTo(
                alice.submit("/j_security_check", Map.of("j_username", "alice", "j_password", "x")),
                "facesform",
                "/auth/signin");
        alice.signIn("alice@example.org");
        assertThat(alice.page("/secured/caller.xhtml").body()).contains("Faces of alice user=true");
    }

    @Test
    void a_Faces_WAR_with_FORM_refuses_a_caller_without_the_role() {
        Browser alice = new Browser("facesform");
        ISSUER.roles("guest");
        alice.signIn("alice@example.org");

        HttpResponse<String> response = alice.page("/secured/caller.xhtml");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("of the container");
    }

    /** Goes to the provider and back, as a browser that follows each redirect. */
    private static HttpResponse<String> signInAtProvider(Browser browser) {
        HttpResponse<String> toProvider = browser.page("/auth/signin?callbackUrl=%2Felytron%2Fwho");
        URI back = URI.create(IDP.authorize(HttpResponses.header(toProvider, "Location")));
        return browser.page(back.getRawPath().substring("/elytron".length()) + "?" + back.getRawQuery());
    }
}
