package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.authfilter.testkit.FakeIssuer;
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

/** Pages that keep their session fresh with {@code client.js}, in the tabs of a real browser; the backend counts. */
@InChromium
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class TabsIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final Pattern TOKEN = Pattern.compile("(access|refresh)-\\d+");
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration BRIEF = Duration.ofSeconds(4);

    private static Chromium chromium;

    @Deployment(testable = false)
    static WebArchive application() {
        return TabsWar.signingInAt(ISSUER);
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
    void a_token_is_refreshed_without_a_reload() {
        signIn(BRIEF);
        int refreshes = ISSUER.counters().refreshesOk();
        String expiresAt = chromium.text("#expiresAt");
        chromium.run("window.isTheSamePage = true");

        chromium.awaits(
                "a later expiry is shown", () -> !chromium.text("#expiresAt").equals(expiresAt));

        assertThat(chromium.run("return window.isTheSamePage")).isEqualTo(true);
        assertThat(ISSUER.counters().refreshesOk()).isGreaterThan(refreshes);
    }

    /** It is due after 8 s. If the reload after 6 s had restarted the timer, it would come after 14 s. */
    @Test
    void a_reload_does_not_restart_the_timer() throws Exception {
        signIn(Duration.ofSeconds(16));
        Instant first = ISSUER.lastExpiry();
        int refreshes = ISSUER.counters().refreshes();
        Await.until(first.minusSeconds(10));
        chromium.reload();

        ISSUER.counters().awaitRefreshes(refreshes + 1);

        assertThat(Duration.between(first, ISSUER.lastExpiry()))
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(13));
        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes + 1);
    }

    @Test
    void two_tabs_poll_as_one() throws Exception {
        signIn(LONG);
        openAnotherTab();
        int refreshes = ISSUER.counters().refreshes();
        int polls = polls();
        ISSUER.accessTokenLifetime(BRIEF);
        chromium.runWithModule(TabsWar.NAME, """
                await fetch('../auth/session', { method: 'POST' });
                await auth.getSession();
                """);

        ISSUER.counters().awaitRefreshes(refreshes + 3);
        ISSUER.accessTokenLifetime(LONG);
        chromium.awaits("the last poll has its response", TabsIT::isGoodForLong);

        int askedByThisTest = 1;
        assertThat(polls() - polls - askedByThisTest)
                .isEqualTo(ISSUER.counters().refreshes() - refreshes);
    }

    @Test
    void another_tab_polls_when_the_polling_one_is_closed() throws Exception {
        signIn(BRIEF);
        String first = openAnotherTab();
        chromium.closeThisTab();
        int refreshes = ISSUER.counters().refreshes();

        try {
            ISSUER.counters().awaitRefreshes(refreshes + 2);
        } finally {
            chromium.showTab(first);
        }

        chromium.awaitText("#status", "authenticated");
    }

    @Test
    void a_sign_out_in_one_tab_shows_in_a_hidden_one() {
        signIn(LONG);
        String first = openAnotherTab();
        int polls = polls();

        chromium.click("#sign-out");
        chromium.awaitText("#status", "unauthenticated");
        chromium.awaits("both tabs have asked", () -> polls() >= polls + 2);
        chromium.showTab(first);

        chromium.awaitText("#status", "unauthenticated");
        assertThat(chromium.run("return hiddenWhenTold.at(-1)")).isEqualTo(true);
    }

    @Test
    void a_public_page_stays_when_the_server_ends_the_session() {
        signIn(BRIEF);
        chromium.run("window.isTheSamePage = true");
        ISSUER.revokeAll();

        chromium.awaitText("#status", "unauthenticated");

        assertThat(chromium.text("#error")).isEqualTo("RefreshAccessTokenError");
        assertThat(chromium.address()).isEqualTo(TabsWar.OPEN_PAGE);
        assertThat(chromium.run("return window.isTheSamePage")).isEqualTo(true);
    }

    @Test
    void a_protected_page_goes_to_the_sign_in_page_and_returns_after_the_sign_in() {
        signIn(BRIEF);
        chromium.open(TabsWar.PRIVATE_PAGE);
        chromium.awaitText("#status", "authenticated");
        ISSUER.revokeAll();

        chromium.awaits("the sign-in page is shown", () -> chromium.address().startsWith("/tabs/auth/signin?"));
        chromium.awaitText("[role=alert]", "Your session has ended. Please sign in again.");
        ISSUER.accessTokenLifetime(LONG);
        chromium.click("input[name=email]");
        chromium.press("alice@example.org", Keys.TAB, "right", Keys.ENTER);

        chromium.awaitAddress(TabsWar.PRIVATE_PAGE);
        chromium.awaitText("#name", "alice");
    }

    @Test
    void the_last_state_stays_while_offline_and_is_refreshed_at_once_when_online() {
        signIn(BRIEF);

        chromium.offline(true);
        chromium.awaitText("#stale", "true");
        assertThat(chromium.text("#status")).isEqualTo("authenticated");
        assertThat(chromium.text("#name")).isEqualTo("alice");

        chromium.offline(false);
        chromium.awaitText("#stale", "false");
        assertThat(chromium.text("#status")).isEqualTo("authenticated");
        assertThat(chromium.address()).isEqualTo(TabsWar.OPEN_PAGE);
    }

    @Test
    void an_issuer_that_is_down_does_not_sign_out() throws Exception {
        signIn(BRIEF);

        ISSUER.goDown();
        try {
            chromium.awaitText("#stale", "true");
            assertThat(chromium.text("#status")).isEqualTo("authenticated");
        } finally {
            ISSUER.comeBack();
        }
        chromium.awaitText("#stale", "false");
        assertThat(chromium.text("#status")).isEqualTo("authenticated");
    }

    @Test
    void a_wrong_password_is_reported_to_the_page_which_stays() {
        chromium.open(TabsWar.OPEN_PAGE);

        Object result = chromium.runWithModule(TabsWar.NAME, """
                const { ok, status, error } = await auth.signIn('backend', { email: 'a@example.org', password: 'wrong' });
                return [ok, status, error];
                """);

        assertThat(result).isEqualTo(List.of(false, 401L, "CredentialsSignin"));
        assertThat(chromium.address()).isEqualTo(TabsWar.OPEN_PAGE);
    }

    /** The tokens of this issuer are numbered: access-17, refresh-17. */
    @Test
    void no_token_reaches_the_browser() {
        signIn(BRIEF);
        String expiresAt = chromium.text("#expiresAt");
        chromium.awaits(
                "the token is refreshed", () -> !chromium.text("#expiresAt").equals(expiresAt));

        List<String> traces = chromium.traces();

        assertThat(traces).anyMatch(trace -> trace.contains("refreshInSeconds") && trace.contains("alice"));
        assertThat(traces).noneMatch(trace -> TOKEN.matcher(trace).find());
        chromium.open("/tabs/token");
        assertThat(chromium.traces())
                .as("a token is found")
                .anyMatch(trace -> TOKEN.matcher(trace).find());
    }

    /** Signs alice in by script, on the open page, with tokens that live for {@code lifetime}. */
    private static void signIn(Duration lifetime) {
        ISSUER.accessTokenLifetime(lifetime);
        chromium.open(TabsWar.OPEN_PAGE);
        chromium.runWithModule(TabsWar.NAME, """
                await auth.signIn('backend', { email: 'alice@example.org', password: 'right' }, { redirect: false });
                """);
        chromium.awaitText("#name", "alice");
    }

    /** Shows the open page in another tab and returns the one that was shown before. */
    private static String openAnotherTab() {
        String first = chromium.currentTab();
        chromium.newTab();
        chromium.open(TabsWar.OPEN_PAGE);
        chromium.awaitText("#name", "alice");
        return first;
    }

    private static boolean isGoodForLong() {
        return Instant.parse(chromium.text("#expiresAt")).isAfter(Instant.now().plusSeconds(60));
    }

    private static int polls() {
        return Integer.parseInt(new Browser(TabsWar.NAME).call("/open/polls").body());
    }
}
