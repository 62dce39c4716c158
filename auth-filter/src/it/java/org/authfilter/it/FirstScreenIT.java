package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.w3c.dom.Document;

/** The code of README.md, word for word: a dependency, four lines for a backend, a servlet that existed. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FirstScreenIT {

    private static final String APP = "first-screen";
    private static final String CONFIGURATION = "META-INF/microprofile-config.properties";
    private static final Pattern SERVLET_PATH = Pattern.compile("@WebServlet\\(\"(/[^\"*]*)\"\\)");

    /** Where the configuration of the README expects the backend. */
    private static final FakeIssuer ISSUER = FakeIssuer.startOnPort(9000);

    private final Browser browser = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive firstScreen() throws IOException {
        WebArchive war =
                Wars.withAuthFilter(APP).addAsResource(new StringAsset(Readme.block(CONFIGURATION)), CONFIGURATION);
        Path directory = Files.createTempDirectory(Path.of("target"), APP);
        new JavaSource(Readme.block("servlet")).addTo(war, directory);
        return war;
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void the_dependency_is_the_jar_of_this_build() throws Exception {
        Document dependency = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Readme.block("dependency").getBytes(StandardCharsets.UTF_8)));

        assertThat(text(dependency, "groupId")).isEqualTo("org.authfilter");
        assertThat(text(dependency, "artifactId")).isEqualTo("auth-filter");
        assertThat(text(dependency, "version")).isEqualTo(System.getProperty("project.version"));
    }

    @Test
    void a_configuration_has_at_most_four_lines_or_five_with_an_OpenID_Provider() {
        assertThat(Readme.block(CONFIGURATION).lines().filter(line -> !line.isBlank()))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(Readme.block("oidc").lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void the_first_screen_signs_in() {
        String path = servletPath();
        HttpResponses.assertSentToSignIn(browser.page(path), APP, path, "SessionRequired");

        HttpResponses.assertSentTo(browser.signIn("alice@example.org", "right", path), APP, path);

        assertThat(browser.page(path).statusCode()).isEqualTo(200);
        assertThat(ISSUER.counters().logins()).isEqualTo(1);
    }

    private static String servletPath() {
        Matcher matcher = SERVLET_PATH.matcher(Readme.block("servlet"));
        assertThat(matcher.find()).as("the servlet's @WebServlet").isTrue();
        return matcher.group(1);
    }

    private static String text(Document document, String element) {
        return document.getElementsByTagName(element).item(0).getTextContent().trim();
    }
}
