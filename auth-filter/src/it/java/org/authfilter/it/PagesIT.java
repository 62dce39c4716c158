package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.openqa.selenium.Keys;

/** The code for browsers in the documentation, word for word, in a real browser. */
@InChromium
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PagesIT {

    private static final String APP = "shop";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private static Chromium chromium;

    @Deployment(testable = false)
    static WebArchive shop() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        "auth-filter.sign-in-page=/login.html",
                        "auth-filter.public-paths=/,/buttons.html,/buttons.js")
                .addAsWebResource(page("auth-filter/docs/endpoints.md", "own_sign_in_page"), "login.html")
                .addAsWebResource(page("auth-filter/docs/browser.md", "page_shows_the_user"), "page.html")
                .addAsWebResource(new StringAsset(block("auth-filter/docs/browser.md", "buttons")), "buttons.js")
                .addAsWebResource("pages/buttons.html", "buttons.html")
                .addAsWebResource("pages/orders.html", "orders.html")
                .addAsWebResource(new StringAsset("no orders yet"), "api/orders.json");
    }

    private static StringAsset page(String document, String test) {
        return new StringAsset("<!doctype html><meta charset=\"utf-8\"><title>A page</title>" + block(document, test));
    }

    private static String block(String document, String test) {
        return Readme.block(document, "run by PagesIT." + test);
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

    @Test
    void own_sign_in_page() {
        chromium.open("/shop/page.html");
        chromium.awaits("the application's own page", () -> chromium.address().startsWith("/shop/login.html"));

        signIn();

        chromium.awaitAddress("/shop/orders.html");
    }

    @Test
    void page_shows_the_user() {
        chromium.open("/shop/login.html");
        signIn();
        chromium.awaitAddress("/shop/orders.html");

        chromium.open("/shop/page.html");

        chromium.awaitText("#user", "alice");
    }

    @Test
    void buttons() {
        chromium.open("/shop/buttons.html");
        chromium.click("#orders");
        chromium.awaitText("#list", "Please sign in");
        int logins = ISSUER.counters().logins();

        chromium.click("#sign-in");
        chromium.awaitShown("#sign-out");
        assertThat(ISSUER.counters().logins()).isEqualTo(logins + 1);
        chromium.click("#orders");
        chromium.awaitText("#list", "no orders yet");

        chromium.click("#sign-out");
        chromium.awaitAddress("/shop/");
        assertThat(isSignedIn()).isFalse();
    }

    private static void signIn() {
        chromium.tabTo("[name=email]");
        chromium.press("alice@example.org");
        chromium.tabTo("[name=password]");
        chromium.press("right", Keys.ENTER);
    }

    private static boolean isSignedIn() {
        return chromium.runWithModule(APP, "return (await auth.getSession()).status;")
                .equals("authenticated");
    }
}
