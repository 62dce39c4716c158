package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The sample as people see and use it. */
@InChromium
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SampleInChromiumIT {

    private static final String ACCOUNT = "/sample/account/";
    private static final String INTEGRATIONS = "/sample/integrations/index.xhtml";
    private static final String SIGN_IN = "/sample/auth/signin?callbackUrl=%2Fsample%2F";

    /** Half of it has to be enough for 50 requests on a busy machine: then the next refresh is due. */
    private static final int TOKEN_SECONDS = 20;

    private static Chromium chromium;

    @Deployment(name = "sample-properties", order = 1, testable = false)
    static WebArchive properties() {
        return SampleWar.properties(TOKEN_SECONDS);
    }

    @Deployment(name = SampleWar.NAME, order = 2, testable = false)
    static WebArchive sample() {
        return SampleWar.sample();
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
    }

    @Test
    void the_home_page_is_public_and_shows_the_signed_in_user() {
        chromium.open("/sample/");
        chromium.awaitShown(".who[data-when=unauthenticated]");
        chromium.screenshot("home");

        signIn(ACCOUNT);
        chromium.open("/sample/");

        chromium.awaitShown(".who[data-when=authenticated]");
        assertThat(chromium.text(".who [data-user=name]")).isEqualTo("Alice");
    }

    @Test
    void the_keyboard_alone_signs_in_and_leads_to_the_requested_page() {
        chromium.open(ACCOUNT + "?tab=orders");
        chromium.screenshot("sign-in");

        chromium.tabTo("input[name=email]");
        chromium.press("alice@example.test");
        chromium.tabTo("input[name=password]");
        chromium.press("alice-pw");
        chromium.tabTo("button");
        chromium.press(Keys.ENTER);

        chromium.awaitAddress(ACCOUNT + "?tab=orders");
        chromium.awaitText("h1", "Alice");
    }

    @Test
    void a_wrong_password_shows_an_error_and_the_next_try_leads_to_the_requested_page() {
        chromium.open(ACCOUNT);

        fillIn("wrong");
        chromium.awaitText("[role=alert]", "The sign-in failed. Check what you entered and try again.");
        fillIn("alice-pw");

        chromium.awaitAddress(ACCOUNT);
        chromium.awaitText("h1", "Alice");
    }

    @Test
    void the_token_is_counted_down_and_its_refresh_shows_without_a_reload() {
        signIn(ACCOUNT);
        chromium.awaits(
                "the token's number is shown", () -> chromium.text("#token-id").startsWith("no. "));
        String token = chromium.text("#token-id");
        String life = chromium.text("#life");
        chromium.run("window.isTheSamePage = true");

        chromium.awaits("the life gets shorter", () -> !chromium.text("#life").equals(life));
        chromium.awaits(
                "another token is shown", () -> !chromium.text("#token-id").equals(token));

        chromium.awaitShown("#refresh-rows li");
        assertThat(chromium.run("return window.isTheSamePage")).isEqualTo(true);
        chromium.screenshot("account");
    }

    @Test
    void fifty_requests_at_the_expiry_take_one_refresh() {
        signIn(ACCOUNT);
        chromium.click("#fire-expired");

        chromium.awaits(
                "the result is shown", () -> chromium.text("#result strong").contains("refresh"));

        assertThat(chromium.text("#result")).startsWith("1 refresh").contains("50 of 50 requests", "0 reuses");
        chromium.screenshot("storm");
    }

    @Test
    void a_sign_out_leads_to_the_home_page_without_a_user() {
        signIn(ACCOUNT);

        chromium.click("#sign-out button");

        chromium.awaitAddress("/sample/");
        chromium.awaitShown(".who[data-when=unauthenticated]");
    }

    @Test
    void a_Faces_request_updates_the_page_and_leads_to_the_sign_in_once_the_session_has_ended() {
        signIn(INTEGRATIONS);
        String time = chromium.text("#clock\\:time");
        chromium.click("#clock\\:update");
        chromium.awaits(
                "another time is shown", () -> !chromium.text("#clock\\:time").equals(time));
        chromium.screenshot("integrations");

        endTheSessionUnnoticed();
        chromium.click("#clock\\:update");

        chromium.awaitAddress(SIGN_IN + "integrations%2Findex.xhtml");
        fillIn("alice-pw");
        chromium.awaitAddress(INTEGRATIONS);
    }

    @Test
    void a_fragment_is_put_into_the_page_but_a_sign_in_page_never() {
        signIn(INTEGRATIONS);
        chromium.click("[data-get]");
        chromium.awaits(
                "the fragment is shown", () -> chromium.text("#fragment").startsWith("This piece"));

        endTheSessionUnnoticed();
        chromium.run("document.querySelector('#fragment').replaceChildren()");
        chromium.click("[data-get]");

        chromium.awaits("the sign-in page is shown", () -> chromium.address().startsWith(SIGN_IN));
    }

    /** A script of the page that does not use the client module. */
    private static void endTheSessionUnnoticed() {
        assertThat(chromium.runWithModule(
                        SampleWar.NAME, "return (await fetch('/sample/auth/signout', { method: 'POST' })).status"))
                .isEqualTo(200L);
    }

    private static void signIn(String page) {
        chromium.open(page);
        fillIn("alice-pw");
        chromium.awaitAddress(page);
    }

    private static void fillIn(String password) {
        chromium.click("input[name=email]");
        chromium.press("alice@example.test", Keys.TAB, password, Keys.ENTER);
    }
}
