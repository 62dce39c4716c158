package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The pages of auth-filter as a user sees them, with pictures of each. */
@InChromium
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SignInPageIT {

    private static final String APP = "looks";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private static Chromium chromium;

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        "auth-filter.messages=org.shop.Messages",
                        "auth-filter.provider.backend.optional-fields=otp",
                        "auth-filter.provider.corp.type=oidc",
                        "auth-filter.provider.corp.issuer=https://corp.example",
                        "auth-filter.provider.corp.client-id=shop",
                        "auth-filter.provider.corp.client-auth=none")
                .addClass(WhoServlet.class)
                .addAsResource(new StringAsset("provider.corp=your company\n"), "org/shop/Messages.properties")
                .addAsResource(
                        new StringAsset("sign-in=Inloggen\nfield.email=E-mailadres\n"),
                        "org/shop/Messages_nl.properties")
                .setWebXML(Wars.webXml("", "<display-name>Northwind Orders</display-name>"));
    }

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @BeforeEach
    void reset() {
        chromium.reset();
        chromium.look(false, 1100, 900);
        chromium.language("en");
    }

    @AfterAll
    static void stop() {
        chromium.close();
        ISSUER.close();
    }

    @ParameterizedTest(name = "{0} dark={1} {2}x{3}")
    @CsvSource({"first-visit, false, 1100, 900", "first-visit, true, 1100, 900", "first-visit, false, 360, 740"})
    void a_first_visit_looks_like_no_error(String name, boolean isDark, int width, int height) {
        chromium.look(isDark, width, height);

        chromium.open("/looks/who");

        assertThat(chromium.text(".lead")).isEqualTo("Please sign in.");
        assertThat(chromium.text("[role=alert]")).isEmpty();
        assertThat(chromium.run("return document.title")).isEqualTo("Sign in · Northwind Orders");
        assertThat(chromium.text(".actions a")).isEqualTo("Sign in with your company");
        assertFits();
        picture(name, isDark, width);
    }

    @ParameterizedTest(name = "{0}: dark={1} {2}x{3}")
    @CsvSource({"de, false, 1100, 900", "fr, true, 360, 740", "es, false, 360, 740", "nl, true, 1100, 900"})
    void an_error_has_the_focus_and_its_words_can_be_read(String language, boolean isDark, int width, int height) {
        chromium.language(language);
        chromium.look(isDark, width, height);
        chromium.open("/looks/who");
        chromium.click("[name=email]");
        chromium.press("alice@example.org", Keys.TAB, "wrong", Keys.ENTER);
        chromium.awaits("the error", () -> !chromium.text("[role=alert]").isEmpty());

        assertThat(chromium.run("return document.documentElement.lang")).isEqualTo(language);
        assertThat(chromium.run("return document.activeElement.getAttribute('role')"))
                .isEqualTo("alert");
        assertThat(contrast("[role=alert]")).isGreaterThanOrEqualTo(4.5);
        assertThat(contrast("button")).isGreaterThanOrEqualTo(4.5);
        assertFits();
        picture("error-" + language, isDark, width);
    }

    @Test
    void the_keyboard_goes_on_from_the_error_to_the_first_field() {
        chromium.open("/looks/auth/signin?error=CredentialsSignin");

        chromium.press(Keys.TAB);

        assertThat(chromium.run("return document.activeElement.name")).isEqualTo("email");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "expired,   /auth/signin?error=SessionExpired, true",
        "sign-out,  /auth/signout,                     false",
        "not-found, /auth/nothing,                     true",
    })
    void the_other_pages_look_the_same(String name, String path, boolean isDark) {
        chromium.look(isDark, 1100, 900);

        chromium.open("/looks" + path);

        assertThat(chromium.text(".app")).contains("Northwind Orders");
        assertFits();
        picture(name, isDark, 1100);
    }

    @Test
    void the_server_logs_no_warning_when_the_page_is_shown_and_a_sign_in_fails() {
        ServerLog log = new ServerLog();
        Browser browser = new Browser(APP);

        assertThat(browser.page("/auth/signin?email=a%40b&error=SessionRequired")
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.signIn("alice@example.org", "right", "/who").statusCode())
                .isEqualTo(303);
        assertThat(browser.page("/who").statusCode()).isEqualTo(200);

        assertThat(log.text()
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).contains("warn")))
                .noneMatch(line -> line.contains("AS-WEB-CORE-00059") || line.contains("character encoding"));
    }

    private static void assertFits() {
        assertThat(chromium.run("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    private static void picture(String name, boolean isDark, int width) {
        chromium.screenshot("page-" + name + (isDark ? "-dark" : "-light") + "-" + width);
    }

    /** WCAG 2.2, section 1.4.3: the contrast of a text with the background of its element. */
    private static double contrast(String selector) {
        double text = luminance(selector, "color");
        double back = luminance(selector, "background-color");
        return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
    }

    private static double luminance(String selector, String property) {
        List<?> rgb = (List<?>) chromium.run(
                "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]].match(/[\\d.]+/g).map(Number)",
                selector,
                property);
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double part = ((Number) rgb.get(i)).doubleValue() / 255;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
