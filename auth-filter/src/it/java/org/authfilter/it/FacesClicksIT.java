package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import org.authfilter.it.app.Clicks;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Clicks that update a part of a Faces page, in WARs that know nothing of sign-ins: with Mojarra alone and with PrimeFaces. */
@InChromium
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FacesClicksIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private static Chromium chromium;

    @Deployment(name = "plain", testable = false)
    static WebArchive plain() {
        return war("plain");
    }

    @Deployment(name = "prime", testable = false)
    static WebArchive prime() throws ReflectiveOperationException {
        Class<?> primeFaces = Class.forName("org.primefaces.PrimeFaces", false, FacesClicksIT.class.getClassLoader());
        URI jar = URI.create(
                primeFaces.getProtectionDomain().getCodeSource().getLocation().toString());
        return war("prime").addAsLibraries(new File(jar));
    }

    private static WebArchive war(String name) {
        return Wars.signingInAt(ISSUER, name)
                .addClass(Clicks.class)
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml")
                .setWebXML(Wars.webXml("", """
                        <servlet>
                          <servlet-name>faces</servlet-name>
                          <servlet-class>jakarta.faces.webapp.FacesServlet</servlet-class>
                        </servlet>
                        <servlet-mapping><servlet-name>faces</servlet-name><url-pattern>*.xhtml</url-pattern></servlet-mapping>
                        """))
                .addAsWebResource("clicks/" + name + ".xhtml", "page.xhtml");
    }

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @BeforeEach
    void reset() {
        chromium.reset();
    }

    @AfterAll
    static void stop() {
        chromium.close();
        ISSUER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "prime"})
    void a_click_on_an_ended_session_leads_to_the_sign_in_page_and_back(String app) {
        String page = "/" + app + "/page.xhtml?tab=2&q=a%26b";
        signIn(app, page);
        chromium.awaitAddress(page);
        chromium.click("#click");
        chromium.awaitText("#count", "1");

        endSession(app);
        chromium.click("#click");

        chromium.awaits("the sign-in page", () -> chromium.address().startsWith("/" + app + "/auth/signin?"));
        assertThat(chromium.text(".lead")).isEqualTo("Please sign in.");
        submit();
        chromium.awaitAddress(page);
        chromium.click("#click");
        chromium.awaitText("#count", "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "prime"})
    void a_conversation_that_has_ended_with_its_session_is_not_asked_for_again(String app) {
        String page = "/" + app + "/page.xhtml";
        signIn(app, page);
        chromium.awaitAddress(page);
        chromium.click("#talk");
        chromium.awaits("the id of a conversation", () -> chromium.address().startsWith(page + "?cid="));
        chromium.click("#click");
        chromium.awaitText("#count", "1");
        chromium.click("#click");
        chromium.awaitText("#count", "2");

        endSession(app);
        chromium.click("#click");

        chromium.awaits("the sign-in page", () -> chromium.address().startsWith("/" + app + "/auth/signin?"));
        submit();
        chromium.awaitAddress(page);
        chromium.awaitText("#count", "0");
    }

    private static void signIn(String app, String page) {
        chromium.open(page);
        chromium.awaits("the sign-in page", () -> chromium.address().startsWith("/" + app + "/auth/signin?"));
        submit();
    }

    private static void submit() {
        chromium.click("[name=email]");
        chromium.press("alice@example.org", Keys.TAB, "right", Keys.ENTER);
    }

    /** The page learns nothing of it. */
    private static void endSession(String app) {
        String tab = chromium.currentTab();
        chromium.newTab();
        chromium.open("/" + app + "/auth/signout");
        chromium.click("button");
        chromium.awaits("the sign-out", () -> !chromium.address().startsWith("/" + app + "/auth/signout"));
        chromium.closeThisTab();
        chromium.showTab(tab);
    }
}
