package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A WAR in which CDI finds no bean is protected, signs in, and keeps its tokens fresh. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class WithoutCdiIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();

    @Deployment(name = "no-beans", testable = false)
    static WebArchive withoutBeansXml() {
        return Wars.signingInAt(ISSUER, "no-beans").addClass(WhoServlet.class);
    }

    @Deployment(name = "none", testable = false)
    static WebArchive withDiscoveryOff() {
        return Wars.signingInAt(ISSUER, "none")
                .addClass(WhoServlet.class)
                .addAsWebInfResource(Wars.beansXml("none"), "beans.xml");
    }

    @BeforeEach
    void reset() {
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-beans", "none"})
    void a_WAR_without_CDI_is_protected_signs_in_and_refreshes(String application) {
        Browser browser = new Browser(application);
        HttpResponses.assertSentToSignIn(browser.page("/who"), application, "/who", "SessionRequired");

        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        HttpResponses.assertSentTo(browser.signIn("alice@example.org", "right", "/who"), application, "/who");
        int refreshes = ISSUER.counters().refreshesOk();
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        Await.until(ISSUER.lastExpiry());

        assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");
        assertThat(ISSUER.counters().refreshesOk()).isEqualTo(refreshes + 1);
    }
}
