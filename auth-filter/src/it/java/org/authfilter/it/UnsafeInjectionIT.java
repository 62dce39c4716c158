package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.provider.GreetingResource;
import org.authfilter.it.app.unsafe.ScopedBeans;
import org.authfilter.it.app.unsafe.WebComponents;
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

/** A token as a {@code String} where it would outlive the request fails the deployment. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class UnsafeInjectionIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final String HINT = "write @AccessToken Supplier<String>";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "unsafe-places", managed = false, testable = false)
    static WebArchive everyPlace() {
        return Wars.signingInAt(ISSUER, "unsafe-places")
                .addClass(RestApplication.class)
                .addPackage(ScopedBeans.class.getPackage())
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml");
    }

    @Deployment(name = "unsafe-servlets", managed = false, testable = false)
    static WebArchive noBeans() {
        return Wars.signingInAt(ISSUER, "unsafe-servlets")
                .addClasses(WebComponents.class, WebComponents.TokenServlet.class, WebComponents.TokenFilter.class)
                .addClass(WebComponents.TokenListener.class);
    }

    @Deployment(name = "unsafe-provider", managed = false, testable = false)
    static WebArchive provider() {
        return Wars.signingInAt(ISSUER, "unsafe-provider", "auth-filter.public-paths=/*")
                .addClass(RestApplication.class)
                .addPackage(GreetingResource.class.getPackage())
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void every_unsafe_injection_point_is_reported_and_no_safe_one() {
        String log = logOfFailedDeployment("unsafe-places");

        assertThat(log)
                .contains("field " + beans("OfApplication.token (@ApplicationScoped): " + HINT))
                .contains("parameter 2 of " + beans("OfApplication.initialize() (@ApplicationScoped): " + HINT))
                .contains("parameter 1 of " + beans("OfApplication.produce() (@Dependent): " + HINT))
                .contains("field " + beans("OfSession.token (@SessionScoped): " + HINT))
                .contains("field " + beans("OfConversation.token (@ConversationScoped): " + HINT))
                .contains("field " + beans("OfView.token (@ViewScoped): " + HINT))
                .contains("field " + beans("OfFlow.token (@FlowScoped): " + HINT))
                .contains("parameter 1 of the constructor of " + beans("OfAnybody (@Dependent): " + HINT))
                .contains("field org.authfilter.it.app.unsafe.WebComponents$TokenServlet.token (")
                .contains("field org.authfilter.it.app.unsafe.WebComponents$TokenFilter.token (")
                .contains("field org.authfilter.it.app.unsafe.WebComponents$TokenListener.token (")
                .contains("field org.authfilter.it.app.unsafe.Resources$OfApplication.token (@ApplicationScoped)")
                .contains("field org.authfilter.it.app.unsafe.Resources$OfSingleton.token (@Singleton)")
                .contains("field org.authfilter.it.app.unsafe.StatelessEjb.token (EJB, @Dependent)")
                .contains("field org.authfilter.it.app.unsafe.SingletonEjb.token (EJB, @Dependent)")
                .contains("field org.authfilter.it.app.unsafe.StatelessResource.token (EJB, @Dependent)")
                .contains("field org.authfilter.it.app.unsafe.SingletonResource.token (EJB, @Dependent)");
        assertThat(log.lines().filter(line -> line.contains(HINT)))
                .as("the names of safe places say so")
                .noneMatch(line -> line.contains(".safe") || line.contains("Safe"));
    }

    @Test
    void servlets_of_a_WAR_without_beans_are_reported_as_well() {
        assertThat(logOfFailedDeployment("unsafe-servlets")).contains("WebComponents$TokenListener.token (");
    }

    /** A server that makes no bean of a provider does not announce it to the extension: the provider then gets no token. */
    @Test
    void a_JAX_RS_provider_never_sends_the_token_of_another_user() {
        ServerLog log = new ServerLog();
        boolean isDeployed = isDeployed("unsafe-provider");
        try {
            if (isDeployed) {
                Browser alice = new Browser("unsafe-provider");
                alice.signIn("alice@example.org");
                HttpResponse<String> response = alice.call("/rest/greeting");
                assertThat(response.headers().firstValue("X-Token")).isEmpty();
            }
            log.awaits("TokenProvider.token (");
        } finally {
            deployer.undeploy("unsafe-provider");
        }
    }

    private boolean isDeployed(String name) {
        try {
            deployer.deploy(name);
            return true;
        } catch (Exception refused) {
            return false;
        }
    }

    private static String beans(String rest) {
        return ScopedBeans.class.getName() + "$" + rest;
    }

    private String logOfFailedDeployment(String name) {
        ServerLog log = new ServerLog();
        assertThatThrownBy(() -> deployer.deploy(name)).isInstanceOf(Exception.class);
        log.awaits("reach another user");
        return log.text();
    }
}
