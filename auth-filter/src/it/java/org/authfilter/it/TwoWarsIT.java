package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two WARs with the jar on one server know nothing of each other. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class TwoWarsIT {

    private static final FakeIssuer ISSUER_OF_SHOP = FakeIssuer.start();
    private static final FakeIssuer ISSUER_OF_DESK = FakeIssuer.start();
    private static final Map<String, String> ALICE = Map.of("email", "alice@example.org", "password", "right");

    private final Browser shop = new Browser("shop");
    private final Browser desk = shop.at("desk");

    @Deployment(name = "shop", testable = false)
    static WebArchive shop() {
        return Wars.signingInAt(ISSUER_OF_SHOP, "shop").addClass(WhoServlet.class);
    }

    @Deployment(name = "desk", testable = false)
    static WebArchive desk() {
        return Wars.signingInAt(
                        ISSUER_OF_DESK, "desk", "auth-filter.path=/account", "auth-filter.public-paths=/public/*")
                .addClass(WhoServlet.class);
    }

    @AfterAll
    static void stop() {
        ISSUER_OF_SHOP.close();
        ISSUER_OF_DESK.close();
    }

    @Test
    void each_WAR_has_its_own_configuration() {
        HttpResponses.assertSentToSignIn(shop.page("/public/who"), "shop", "/public/who", "SessionRequired");

        assertThat(desk.page("/public/who").body()).startsWith("remoteUser=null");
        assertThat(desk.call("/account/session").statusCode()).isEqualTo(200);
        assertThat(desk.call("/auth/session").statusCode()).isEqualTo(401);
    }

    @Test
    void a_session_of_one_WAR_is_none_of_the_other() {
        shop.signIn("alice@example.org");

        assertThat(shop.page("/who").body()).startsWith("remoteUser=alice");
        HttpResponses.assertProblem(desk.call("/who"), 401, "SessionRequired");
        assertThat(desk.page("/public/who").body()).startsWith("remoteUser=null");
    }

    @Test
    void a_sign_out_of_one_WAR_does_not_affect_the_other() {
        shop.signIn("alice@example.org");
        desk.submit("/account/signin/backend", ALICE);
        int revocations = ISSUER_OF_DESK.counters().revocations();

        shop.submit("/auth/signout", Map.of());

        HttpResponses.assertProblem(shop.call("/who"), 401, "SessionRequired");
        assertThat(desk.page("/who").body()).startsWith("remoteUser=alice");
        assertThat(ISSUER_OF_DESK.counters().revocations()).isEqualTo(revocations);
    }
}
