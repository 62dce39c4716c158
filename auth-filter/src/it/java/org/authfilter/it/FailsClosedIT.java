package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.TokenKeeper;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever stands in web.xml: an application is protected, or is not deployed, or its log says that it is open. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FailsClosedIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "absolute", managed = false, testable = false)
    static WebArchive absolute() {
        return Wars.signingInAt(ISSUER, "absolute")
                .addClasses(WhoServlet.class, RestApplication.class, TokenKeeper.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml")
                .setWebXML(Wars.webXml("", "<absolute-ordering><name>something_else</name></absolute-ordering>"));
    }

    @Deployment(name = "complete", managed = false, testable = false)
    static WebArchive complete() {
        return Wars.signingInAt(ISSUER, "complete")
                .addClass(WhoServlet.class)
                .setWebXML(Wars.webXml(
                        "metadata-complete=\"true\"",
                        "<servlet><servlet-name>who</servlet-name><servlet-class>" + WhoServlet.class.getName()
                                + "</servlet-class></servlet>",
                        "<servlet-mapping><servlet-name>who</servlet-name><url-pattern>/who</url-pattern>"
                                + "</servlet-mapping>"));
    }

    @Deployment(name = "disabled", managed = false, testable = false)
    static WebArchive disabled() {
        return Wars.configured("disabled", "auth-filter.enabled=false").addClass(WhoServlet.class);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void a_WAR_whose_absolute_ordering_leaves_the_jar_out_is_not_deployed() {
        ServerLog log = new ServerLog();

        assertThatThrownBy(() -> deployer.deploy("absolute")).isInstanceOf(Exception.class);

        log.awaits("absolute-ordering");
        assertThat(log.text()).contains("auth_filter");
    }

    @Test
    void a_WAR_with_complete_metadata_is_protected() {
        deployer.deploy("complete");
        try {
            Browser browser = new Browser("complete");
            HttpResponses.assertSentToSignIn(browser.page("/who"), "complete", "/who", "SessionRequired");
            browser.signIn("alice@example.org");
            assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");
        } finally {
            deployer.undeploy("complete");
        }
    }

    @Test
    void a_disabled_jar_lets_every_request_pass_and_logs_it() {
        ServerLog log = new ServerLog();
        deployer.deploy("disabled");
        try {
            log.awaits("UNPROTECTED");
            assertThat(new Browser("disabled").page("/who").body()).startsWith("remoteUser=null");
        } finally {
            deployer.undeploy("disabled");
        }
    }
}
