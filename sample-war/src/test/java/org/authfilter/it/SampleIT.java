package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.authfilter.it.control.PropertiesListener;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample as it is built, with its own token backend and API on free ports. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SampleIT {

    private static final String APP = "sample";
    private static final int REQUESTS = 50;

    private final Browser browser = new Browser(APP);

    @Deployment(name = "sample-properties", order = 1, testable = false)
    static WebArchive properties() {
        return ShrinkWrap.create(WebArchive.class, "sample-properties.war")
                .addClass(PropertiesListener.class)
                .addAsResource(
                        new StringAsset("SAMPLE_BACKEND_PORT=" + freePort() + "\nSAMPLE_ORDERS_PORT=" + freePort()
                                + "\nSAMPLE_TOKEN_SECONDS=10\n"),
                        "server.properties");
    }

    @Deployment(name = APP, order = 2, testable = false)
    static WebArchive sample() {
        Path war = Path.of(System.getProperty("war.libraries")).resolve("../../../sample.war");
        return ShrinkWrap.createFromZipFile(WebArchive.class, war.normalize().toFile());
    }

    @Test
    void theHomePageIsPublicAndTheAccountIsNot() {
        assertThat(browser.page("/").statusCode()).isEqualTo(200);
        Answers.assertSentToSignIn(browser.page("/account/"), APP, "/account/", "SessionRequired");
        Answers.assertProblem(browser.call("/api/my-orders"), 401, "SessionRequired");
    }

    @Test
    void whoSignsInSeesTheirAccountAndTheirOrders() {
        Answers.assertSentTo(signIn("alice-pw"), APP, "/account/");

        assertThat(browser.page("/account/").statusCode()).isEqualTo(200);
        assertThat(browser.call("/api/my-orders").body()).startsWith("[{");
        assertThat(Answers.json(browser.call("/auth/session")).toString()).contains("alice@example.test");
    }

    @Test
    void aWrongPasswordLeadsBackToTheSignInPage() {
        assertThat(Answers.header(signIn("wrong"), "Location")).contains("error=CredentialsSignin");
    }

    @Test
    void fiftyRequestsAtTheExpiryTakeOneRefresh() throws Exception {
        signIn("alice-pw");
        String before = browser.call("/api/refreshes").body();
        Waiting.until(Instant.parse(
                String.valueOf(Answers.json(browser.call("/auth/session")).get("expiresAt"))));

        assertThat(RequestsAtOnce.send(REQUESTS, browser, "/api/my-orders")).allSatisfy(answer -> {
            assertThat(answer.statusCode()).as(Answers.describe(answer)).isEqualTo(200);
            assertThat(answer.body()).startsWith("[{");
        });

        String after = browser.call("/api/refreshes").body();
        assertThat(count(after, "refreshes") - count(before, "refreshes")).isEqualTo(1);
        assertThat(count(after, "reuses")).isZero();
    }

    private HttpResponse<String> signIn(String password) {
        return browser.submit(
                "/auth/signin/demo",
                Map.of("email", "alice@example.test", "password", password, "callbackUrl", "/sample/account/"));
    }

    private static int count(String stats, String name) {
        String number = stats.replaceAll(".*\"" + name + "\":(\\d+).*", "$1");
        return Integer.parseInt(number);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
