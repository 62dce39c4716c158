package org.authfilter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.TestClient;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Applies each diff of {@code variants} to the sample and deploys it. A scripted OpenID Provider stands for Keycloak. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class VariantsIT {

    private static final Map<String, String> ALICE = Map.of("email", "alice@example.test", "password", "alice-pw");
    private static final FakeOpenIdProvider KEYCLOAK = FakeOpenIdProvider.start(Clock.systemUTC());

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "keycloak-only", managed = false, testable = false)
    static WebArchive keycloakOnly() {
        return sampleWith("keycloak-only");
    }

    @Deployment(name = "two-providers", managed = false, testable = false)
    static WebArchive twoProviders() {
        return sampleWith("two-providers");
    }

    @Deployment(name = "own-sign-in-page", managed = false, testable = false)
    static WebArchive ownSignInPage() {
        return sampleWith("own-sign-in-page");
    }

    @Deployment(name = "cluster", managed = false, testable = false)
    static WebArchive cluster() {
        return sampleWith("cluster");
    }

    @AfterAll
    static void stop() {
        KEYCLOAK.close();
        SampleWar.assertNoSecretsInLog();
    }

    @Test
    void keycloak_only_leads_a_protected_page_to_Keycloak_and_back() {
        deployed("keycloak-only", () -> assertProtectedPageLeadsToKeycloak("keycloak-only"));
    }

    @Test
    void two_providers_are_offered_and_both_sign_in() {
        deployed("two-providers", () -> {
            TestClient client = client("two-providers");
            assertThat(client.page("/auth/signin").body())
                    .contains("/two-providers/auth/signin/demo", "/two-providers/auth/signin/keycloak");
            assertThat(TestClient.signIn(root("two-providers"), "demo", ALICE)
                            .get("/api/my-orders")
                            .body())
                    .startsWith("[{");
            signInAtKeycloak(
                    client, "two-providers", "/auth/signin/keycloak?callbackUrl=%2Ftwo-providers%2Faccount%2F");
        });
    }

    @Test
    void own_sign_in_page_is_shown_and_signs_in() {
        deployed("own-sign-in-page", () -> {
            TestClient client = client("own-sign-in-page");
            assertThat(location(client.page("/account/"))).startsWith("/own-sign-in-page/login.html?");
            assertThat(client.page("/login.html").body()).contains("action=\"auth/signin/demo\"");

            HttpResponse<String> signedIn = client.send(
                    "/auth/signin/demo",
                    request -> request.setHeader("Sec-Fetch-Mode", "navigate")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("email=alice%40example.test&password=alice-pw")));

            assertThat(location(signedIn)).isEqualTo("/own-sign-in-page/");
            assertThat(client.page("/account/").statusCode()).isEqualTo(200);
        });
    }

    @Test
    void cluster_signs_in_at_Keycloak_with_replicated_sessions() {
        assertThat(cluster().get("WEB-INF/web.xml")).isNotNull();
        deployed("cluster", () -> assertProtectedPageLeadsToKeycloak("cluster"));
    }

    private static void assertProtectedPageLeadsToKeycloak(String variant) {
        TestClient client = client(variant);
        String signIn = location(client.page("/account/"));
        assertThat(signIn).startsWith("/" + variant + "/auth/signin?");
        signInAtKeycloak(client, variant, signIn.substring(variant.length() + 1));
    }

    private static void signInAtKeycloak(TestClient client, String variant, String path) {
        String callback = KEYCLOAK.authorize(location(client.page(path)));
        assertThat(callback).startsWith(root(variant) + "/auth/callback/keycloak?");

        HttpResponse<String> signedIn =
                client.page(callback.substring(root(variant).toString().length()));

        assertThat(location(signedIn)).isEqualTo("/" + variant + "/account/");
        assertThat(client.page("/account/").statusCode()).isEqualTo(200);
        assertThat(client.get("/auth/session").body()).contains("\"provider\":\"keycloak\"");
    }

    private void deployed(String variant, Runnable test) {
        deployer.deploy(variant);
        try {
            test.run();
        } finally {
            deployer.undeploy(variant);
        }
    }

    private static TestClient client(String variant) {
        return TestClient.anonymous(root(variant));
    }

    private static URI root(String variant) {
        return URI.create(System.getProperty("server.url") + "/" + variant);
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(303);
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static WebArchive sampleWith(String variant) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, variant + ".war").merge(SampleWar.archive());
        UnifiedDiff.read(Path.of("variants", variant + ".diff"))
                .apply(Path.of(".."))
                .forEach((path, text) -> replace(war, path, text));
        return war;
    }

    private static void replace(WebArchive war, String path, String text) {
        String inWar = path.replace("sample-war/src/main/webapp/", "")
                .replace("sample-war/src/main/resources/", "WEB-INF/classes/");
        war.delete(inWar);
        war.add(new StringAsset(text.contains("auth-filter.provider.keycloak.") ? withProvider(text) : text), inWar);
    }

    /** The last value of a key in a file of properties counts. */
    private static String withProvider(String configuration) {
        return configuration
                + "SAMPLE_KEYCLOAK_ISSUER=" + KEYCLOAK.issuer() + "\n"
                + "auth-filter.provider.keycloak.client-id=" + FakeOpenIdProvider.CLIENT_ID + "\n"
                + "auth-filter.provider.keycloak.client-secret="
                + FakeOpenIdProvider.CLIENT_SECRET.replace("é", "\\u00e9") + "\n";
    }
}
