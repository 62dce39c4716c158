package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.authfilter.it.app.EventLog;
import org.authfilter.it.app.Orders;
import org.authfilter.it.app.OrdersResource;
import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.TokenKeeper;
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

/** Undeploying frees everything: no class loader and no thread stays behind. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class RedeploymentIT {

    private static final String APP = "redeployed";
    private static final int REDEPLOYMENTS = Integer.getInteger("redeployments", 3);
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final Duration LONGER_THAN_POOLS_KEEP_IDLE_THREADS = Duration.ofMinutes(3);

    @ArquillianResource
    private Deployer deployer;

    private final Leaks leaks = new Leaks();

    @Deployment(name = "leaks", order = 1, testable = false)
    static WebArchive leaks() {
        return Leaks.war();
    }

    @Deployment(name = APP, managed = false, testable = false)
    static WebArchive application() {
        return Wars.signingInAt(ISSUER, APP, "orders/mp-rest/url=" + ISSUER.url(""))
                .addClasses(RestApplication.class, OrdersResource.class, Orders.class)
                .addClasses(TokenKeeper.class, EventLog.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void redeployments_leave_nothing_behind() {
        List<String> before = threadsOfTheFilter();

        for (int i = 0; i < REDEPLOYMENTS; i++) {
            deployer.deploy(APP);
            signInAndRefresh();
            leaks.watch(APP);
            deployer.undeploy(APP);
        }

        Await.until(
                "the class loaders of the old deployments are collected",
                LONGER_THAN_POOLS_KEEP_IDLE_THREADS,
                () -> leaks.loadersLeft() == 0,
                () -> ", held by " + leaks.holder());
        Await.until(
                "the threads of the old deployments have ended",
                Duration.ofSeconds(30),
                () -> before.containsAll(threadsOfTheFilter()));
    }

    @Test
    void the_holder_of_an_application_is_named() {
        deployer.deploy(APP);
        try {
            leaks.watch(APP);

            assertThat(leaks.holder()).hasSizeGreaterThan(1).last().asString().contains("ClassLoader");
        } finally {
            deployer.undeploy(APP);
        }
    }

    @Test
    void a_soft_reference_is_named_and_is_no_leak() {
        leaks.watchSoftlyReachable();

        assertThat(leaks.holderBeforeCollection())
                .startsWith("soft reference", "java.lang.ref.SoftReference.referent")
                .last()
                .asString()
                .contains("ClassLoader");
        Await.until(
                "the softly reachable class loader is collected",
                Duration.ofSeconds(30),
                () -> leaks.loadersLeft() == 0,
                () -> ", held by " + leaks.holder());
    }

    private static void signInAndRefresh() {
        Browser browser = new Browser(APP);
        ISSUER.accessTokenLifetime(Duration.ofSeconds(1));
        browser.signIn("alice@example.org");
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        int refreshes = ISSUER.counters().refreshesOk();
        Await.until(ISSUER.lastExpiry());

        assertThat(browser.call("/rest/orders").statusCode()).isEqualTo(200);
        assertThat(ISSUER.counters().refreshesOk()).isEqualTo(refreshes + 1);
    }

    private List<String> threadsOfTheFilter() {
        return leaks.threads().stream()
                .filter(name -> name.startsWith("auth-filter") || name.startsWith("HttpClient-"))
                .toList();
    }
}
