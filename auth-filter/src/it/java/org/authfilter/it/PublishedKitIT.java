package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.authfilter.testkit.TestClient;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The test kit as the README tells users to use it. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PublishedKitIT {

    private static final String APP = "kit";
    private static final URI ROOT = URI.create(System.getProperty("server.url") + "/" + APP);
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.signingInAt(ISSUER, APP).addClass(WhoServlet.class);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void a_failed_refresh_does_not_affect_a_valid_token() {
        TestClient alice =
                TestClient.signIn(ROOT, "backend", Map.of("email", "alice@example.test", "password", "any but wrong"));

        ISSUER.nextRefreshes(Fault.status(503));

        assertThat(alice.post("/auth/session", "").statusCode()).isEqualTo(503);
        assertThat(alice.get("/who").statusCode()).isEqualTo(200);
        assertThat(ISSUER.counters().refreshes()).isEqualTo(1);
    }
}
