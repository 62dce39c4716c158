package org.authfilter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.authfilter.testkit.TestClient;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The sample as its users see it. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
@EnabledIf(value = "org.authfilter.sample.SampleBrowser#isInstalled", disabledReason = "Chromium is not installed")
class SampleInChromiumIT {

    private static final String ACCOUNT = "/account/";
    private static final String INTEGRATIONS = "/integrations/index.xhtml";
    private static final String SIGN_IN = "/auth/signin?callbackUrl=%2Fsample%2F";

    private static SampleBrowser browser;

    @Deployment(testable = false)
    static WebArchive sample() {
        return SampleWar.archive();
    }

    @BeforeAll
    static void start() {
        browser = new SampleBrowser();
    }

    @BeforeEach
    void signOut() {
        browser.open("/");
        browser.deleteCookies();
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @Test
    void the_home_page_is_public_and_shows_the_signed_in_user() {
        browser.open("/");
        browser.awaitShown(".who[data-when=unauthenticated]");
        browser.screenshot("home");

        signIn(ACCOUNT);
        browser.open("/");

        browser.awaitShown(".who[data-when=authenticated]");
        assertThat(browser.text(".who [data-user=name]")).isEqualTo("Alice");
    }

    @Test
    void the_keyboard_alone_signs_in_and_leads_to_the_requested_page() {
        browser.open(ACCOUNT + "?tab=orders");
        browser.screenshot("sign-in");

        browser.tabTo("input[name=email]");
        browser.press("alice@example.test");
        browser.tabTo("input[name=password]");
        browser.press("alice-pw");
        browser.tabTo("button");
        browser.press(Keys.ENTER);

        browser.awaitPath(ACCOUNT + "?tab=orders");
        browser.awaitText("h1", "Alice");
    }

    @Test
    void a_wrong_password_shows_an_error_and_the_next_try_leads_to_the_requested_page() {
        browser.open(ACCOUNT);

        submit("wrong");
        browser.awaitText("[role=alert]", "The sign-in failed. Check what you entered and try again.");
        submit("alice-pw");

        browser.awaitPath(ACCOUNT);
        browser.awaitText("h1", "Alice");
    }

    @Test
    void the_token_is_counted_down_and_its_refresh_shows_without_a_reload() {
        signIn(ACCOUNT);
        browser.awaitText("#token-id", "no. ");
        String token = browser.text("#token-id");
        browser.run("window.isTheSamePage = true");

        browser.awaitOtherText("#life", browser.text("#life"));
        browser.awaitOtherText("#token-id", token);

        browser.awaitShown("#refresh-rows li");
        assertThat(browser.run("return window.isTheSamePage")).isEqualTo(true);
        browser.screenshot("account");
    }

    @Test
    void fifty_requests_at_the_expiry_take_one_refresh() {
        signIn(ACCOUNT);
        browser.click("#fire-expired");

        browser.awaitText("#result strong", "refresh");

        assertThat(browser.text("#result")).startsWith("1 refresh").contains("50 of 50 requests", "0 reuses");
        browser.screenshot("storm");
    }

    @Test
    void a_session_that_is_ended_from_another_device_leads_to_the_sign_in_page_at_once() {
        signIn(ACCOUNT);
        browser.awaitText("#session-rows", "This browser");

        anotherDevice().post("/auth/sessions/end-others", "{}");

        browser.awaitPathPrefix("/auth/signin?");
    }

    @Test
    void all_other_devices_are_signed_out_by_one_click() {
        TestClient other = anotherDevice();
        signIn(ACCOUNT);
        browser.awaitText("#session-rows", "Sign out");
        browser.screenshot("sessions");

        browser.click("#end-others");

        browser.awaitText("#session-rows", "This browser");
        browser.awaitMissing("#session-rows button");
        assertThat(other.get("/api/my-orders").statusCode()).isEqualTo(401);
    }

    private static TestClient anotherDevice() {
        return TestClient.signIn(SampleWar.ROOT, "demo", Map.of("email", "alice@example.test", "password", "alice-pw"));
    }

    @Test
    void a_sign_out_leads_to_the_home_page_without_a_user() {
        signIn(ACCOUNT);

        browser.click("#sign-out button");

        browser.awaitPath("/");
        browser.awaitShown(".who[data-when=unauthenticated]");
    }

    @Test
    void a_Faces_request_updates_the_page_and_leads_to_the_sign_in_once_the_session_has_ended() {
        signIn(INTEGRATIONS);
        String time = browser.text("#clock\\:time");
        browser.click("#clock\\:update");
        browser.awaitOtherText("#clock\\:time", time);
        browser.screenshot("integrations");

        browser.signOutUnnoticed();
        browser.click("#clock\\:update");

        browser.awaitPath(SIGN_IN + "integrations%2Findex.xhtml");
        submit("alice-pw");
        browser.awaitPath(INTEGRATIONS);
    }

    @Test
    void a_fragment_is_put_into_the_page_but_a_sign_in_page_never() {
        signIn(INTEGRATIONS);
        browser.click("[data-get]");
        browser.awaitText("#fragment", "This piece");

        browser.signOutUnnoticed();
        browser.run("document.querySelector('#fragment').replaceChildren()");
        browser.click("[data-get]");

        browser.awaitPathPrefix(SIGN_IN);
    }

    private static void signIn(String page) {
        browser.open(page);
        submit("alice-pw");
        browser.awaitPath(page);
    }

    private static void submit(String password) {
        browser.click("input[name=email]");
        browser.press("alice@example.test", Keys.TAB, password, Keys.ENTER);
    }
}
