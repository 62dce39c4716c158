package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The jar in an EAR: in the lib of a WAR it works, in the lib of the EAR it would be shared, and is refused. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class EarIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "shared", managed = false, testable = false)
    static EnterpriseArchive jarInTheLibOfTheEar() {
        return ShrinkWrap.create(EnterpriseArchive.class, "shared.ear")
                .addAsLibraries(Wars.libraries())
                .addAsModule(ShrinkWrap.create(WebArchive.class, "first.war").addClass(WhoServlet.class))
                .addAsModule(ShrinkWrap.create(WebArchive.class, "second.war").addClass(WhoServlet.class));
    }

    /** Payara's MicroProfile Config does not know the file of a WAR in an EAR: the jar reads it. */
    @Deployment(name = "own", managed = false, testable = false)
    static EnterpriseArchive jarInTheLibOfTheWar() {
        return ShrinkWrap.create(EnterpriseArchive.class, "own.ear")
                .addAsModule(Wars.signingInAt(ISSUER, "inside").addClass(WhoServlet.class));
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void a_jar_in_the_lib_of_the_EAR_is_refused_with_an_alternative() {
        ServerLog log = new ServerLog();

        assertThatThrownBy(() -> deployer.deploy("shared")).isInstanceOf(Exception.class);

        log.awaits(messageOfServer());
        assertThat(new Browser("first").page("/who").statusCode()).isEqualTo(404);
        assertThat(new Browser("second").page("/who").statusCode()).isEqualTo(404);
    }

    /** WildFly loads an extension of the jar before the initializer that writes the message, and fails there. */
    private static String messageOfServer() {
        return System.getProperty("server.name").startsWith("WildFly")
                ? "Failed to link org/authfilter/internal/identity/UndertowExtension"
                : "WEB-INF/lib of each WAR";
    }

    @Test
    void a_jar_in_the_lib_of_a_WAR_in_an_EAR_is_accepted() {
        deployer.deploy("own");
        try {
            Browser browser = new Browser("inside");
            HttpResponses.assertSentToSignIn(browser.page("/who"), "inside", "/who", "SessionRequired");
            browser.signIn("alice@example.org");
            assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");
        } finally {
            deployer.undeploy("own");
        }
    }
}
