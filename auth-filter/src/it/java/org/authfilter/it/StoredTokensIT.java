package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.authfilter.it.app.SeenAttributes;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.SecretSearch;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No token can be read where sessions are stored or shown; the browser's key makes them readable. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class StoredTokensIT {

    private static final String APP = "stored";
    private static final String KEY = "auth-filter-key";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private static final boolean IS_WILDFLY = System.getProperty("server.name").startsWith("WildFly");

    private final Browser browser = new Browser(APP);

    @TempDir
    private Path directory;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.public-paths=/public/*", "auth-filter.session-end=forget")
                .addClasses(SeenAttributes.class, WhoServlet.class)
                .setWebXML(Wars.webXml("", "<distributable/>"));
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @BeforeEach
    void signInAndRefresh() {
        ISSUER.accessTokenLifetime(Duration.ofSeconds(2));
        browser.signIn("alice@example.org");
        ISSUER.accessTokenLifetime(Duration.ofMinutes(5));
        Await.until(ISSUER.lastExpiry());
        assertThat(browser.call("/who").statusCode()).isEqualTo(200);
    }

    @Test
    void a_listener_of_attributes_and_a_page_with_all_attributes_see_no_token() throws Exception {
        browser.post("/auth/signout", "{}");
        browser.signIn("alice@example.org");

        String page = browser.page("/public/attributes").body();

        assertThat(page).contains("heard org.authfilter.session", "session org.authfilter.session", "now ");
        assertNoToken(page);
    }

    @Test
    void the_management_of_WildFly_shows_no_token() throws Exception {
        assumeTrue(IS_WILDFLY);

        String sessions = management("list-sessions");
        assertThat(sessions).contains("success");
        String id = browser.sessionId().orElseThrow().replaceFirst("\\..*", "");
        String shown = management("list-session-attributes(session-id=\"" + id + "\")");

        assertThat(shown).contains("org.authfilter.session", "encrypted");
        assertNoToken(shown);
    }

    @Test
    void a_session_without_its_key_counts_as_signed_out() {
        browser.forgetCookie(KEY);

        HttpResponse<String> call = browser.call("/who");

        HttpResponses.assertProblem(call, 401, "SessionRequired");
        assertThat(HttpResponses.json(browser.call("/auth/session"))).containsEntry("status", "unauthenticated");
        assertThat(browser.page("/public/attributes").statusCode()).isEqualTo(200);
        assertThat(browser.signIn("alice@example.org").statusCode()).isEqualTo(303);
        assertThat(browser.call("/who").statusCode()).isEqualTo(200);
    }

    @Test
    void the_sign_out_deletes_the_key() {
        assertThat(browser.cookie(KEY)).isPresent();

        browser.post("/auth/signout", "{}");

        assertThat(browser.cookie(KEY)).isEmpty();
    }

    private void assertNoToken(String text) throws IOException {
        Path file = directory.resolve("shown");
        Files.writeString(file, text);
        SecretSearch.ofAllIssued().assertNoneIn(List.of(file));
    }

    private String management(String operation) throws Exception {
        Path output = directory.resolve("management");
        Process cli = new ProcessBuilder(
                        System.getProperty("wildfly.home") + "/bin/jboss-cli.sh",
                        "--connect",
                        "--controller=127.0.0.1:" + System.getProperty("wildfly.management.port"),
                        "--command=/deployment=" + APP + ".war/subsystem=undertow:" + operation)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(cli.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output);
    }
}
