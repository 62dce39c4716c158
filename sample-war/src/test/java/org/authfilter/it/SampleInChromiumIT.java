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
    void theHomePageIsPublicAndSaysWhoIsSignedIn() {
        chromium.open("/sample/");
        chromium.awaitShown(".who[data-when=unauthenticated]");
        chromium.screenshot("home");

        signIn(ACCOUNT);
        chromium.open("/sample/");

        chromium.awaitShown(".who[data-when=authenticated]");
        assertThat(chromium.text(".who [data-user=name]")).isEqualTo("Alice");
    }

    @Test
    void theKeyboardAloneSignsInAndLeadsToThePageAskedFor() {
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
    void aWrongPasswordIsSaidAndTheNextTryLeadsToThePageAskedFor() {
        chromium.open(ACCOUNT);

        fillIn("wrong");
        chromium.awaitText("[role=alert]", "The sign-in failed. Check what you entered and try again.");
        fillIn("alice-pw");

        chromium.awaitAddress(ACCOUNT);
        chromium.awaitText("h1", "Alice");
    }

    @Test
    void theTokenIsCountedDownAndItsRefreshShowsWithoutAReload() {
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
    void fiftyRequestsAtTheExpiryTakeOneRefresh() {
        signIn(ACCOUNT);
        chromium.click("#fire-expired");

        chromium.awaits(
                "the result is shown", () -> chromium.text("#result strong").contains("refresh"));

        assertThat(chromium.text("#result")).startsWith("1 refresh").contains("50 of 50 requests", "0 reuses");
        chromium.screenshot("storm");
    }

    @Test
    void signingOutLeadsHomeWhereNobodyIsSignedIn() {
        signIn(ACCOUNT);

        chromium.click("#sign-out button");

        chromium.awaitAddress("/sample/");
        chromium.awaitShown(".who[data-when=unauthenticated]");
    }

    @Test
    void aFacesRequestUpdatesThePageAndAfterTheEndOfTheSessionLeadsToTheSignInAndBack() {
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
    void aFragmentIsPutIntoThePageAndAfterTheEndOfTheSessionThePageIsLeftAndNoSignInPageLandsInIt() {
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
