package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of {@code client.js}, in a real browser by a scripted clock and server, so that a day takes no time. */
@InChromium
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ClientModuleIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();

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
    void openAFreshPage() {
        chromium.open(TabsWar.SCRIPTED_PAGE);
    }

    @AfterAll
    static void stop() {
        chromium.close();
        ISSUER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "40, 39.9, 1",
        "40, 40, 2",
        "40, 80, 3",
        "2592000, 86399, 1",
        "2592000, 86400, 2",
        "0, 0.9, 1",
        "0, 1, 2",
        "0, 2.9, 2",
        "0, 3, 3",
        "0, 127, 8",
        "undefined, 86400, 2"
    })
    void the_module_polls_when_the_token_is_due_at_least_daily_and_never_in_a_loop(
            String refreshInSeconds, String passed, long requests) {
        assertThat(run("""
                respond = signedIn(%s);
                await keptFresh(auth);
                await pass(%s);
                return asked;
                """.formatted(refreshInSeconds, passed))).isEqualTo(requests);
    }

    @Test
    void a_page_without_a_session_does_not_poll() {
        assertThat(run("""
                await keptFresh(auth);
                await pass(86400);
                return asked;
                """)).isEqualTo(1L);
    }

    @Test
    void a_listener_gets_the_known_state_and_then_changes_only() {
        assertThat(run("""
                const told = [];
                respond = signedIn(10);
                auth.onSession(({ status, expiresAt }) => told.push(`${status} ${expiresAt ?? ''}`));
                await keptFresh(auth);
                await pass(100);
                respond = signedIn(10, { expiresAt: 'later' });
                await pass(10);
                return told;
                """)).isEqualTo(List.of("loading ", "authenticated ", "authenticated later"));
    }

    @Test
    void a_listener_that_throws_or_was_removed_does_not_affect_the_others() {
        assertThat(run("""
                const told = [];
                auth.onSession(() => { throw new Error('a listener of the page failed'); });
                auth.onSession(() => told.push('left'))();
                auth.onSession(({ status }) => told.push(status));
                await auth.getSession();
                return told;
                """)).isEqualTo(List.of("left", "loading", "unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "() => { throw new TypeError('no network'); }",
                "problem(503, 'TemporarilyUnavailable')",
                "() => new Response('<p>Please log in to this hotel')",
                "() => Response.json(null)",
                "() => Response.json({ status: 'weird' })"
            })
    void the_last_state_stays_and_is_marked_stale_without_a_response(String failure) {
        assertThat(run("""
                const told = [];
                respond = signedIn(10);
                auth.onSession(({ status, stale, user }) => told.push(`${status} ${user?.name} ${stale}`));
                await keptFresh(auth);
                respond = %s;
                await pass(10 + 1 + 2 + 4);
                respond = signedIn(10);
                await pass(8);
                return [asked, ...told];
                """.formatted(failure)))
                .isEqualTo(List.of(
                        6L,
                        "loading undefined false",
                        "authenticated alice false",
                        "authenticated alice true",
                        "authenticated alice false"));
    }

    @Test
    void the_error_of_an_ended_session_is_kept_until_the_next_sign_in() {
        assertThat(run("""
                const errors = [];
                respond = signedIn(10);
                await auth.getSession();
                respond = () => Response.json({ status: 'unauthenticated', error: 'SessionExpired' });
                errors.push((await auth.getSession()).error);
                respond = unauthenticated;
                errors.push((await auth.getSession()).error);
                respond = signedIn(10);
                errors.push((await auth.getSession()).error ?? 'none');
                respond = unauthenticated;
                errors.push((await auth.getSession()).error ?? 'none');
                return errors;
                """)).isEqualTo(List.of("SessionExpired", "SessionExpired", "none", "none"));
    }

    @Test
    void a_focus_polls_at_most_once_a_second() {
        assertThat(run("""
                respond = signedIn(3600);
                await keptFresh(auth);
                const counts = [];
                for (const seconds of [0.5, 0.5, 0.9, 0.1]) {
                  await pass(seconds);
                  dispatchEvent(new Event('focus'));
                  document.dispatchEvent(new Event('visibilitychange'));
                  await pass(0);
                  counts.push(asked);
                }
                return counts;
                """)).isEqualTo(List.of(1L, 2L, 2L, 3L));
    }

    @Test
    void a_page_that_comes_online_polls_at_once() {
        assertThat(run("""
                const told = [];
                respond = () => { throw new TypeError('no network'); };
                auth.onSession(({ status, stale }) => told.push(`${status} ${stale}`));
                await keptFresh(auth);
                await pass(50);
                respond = signedIn(60);
                dispatchEvent(new Event('online'));
                await pass(0);
                return told;
                """)).isEqualTo(List.of("loading false", "loading true", "authenticated false"));
    }

    @ParameterizedTest
    @CsvSource({"focus, 0", "online, 0", "whatever, 60"})
    void a_clock_that_is_set_back_causes_no_delay(String event, long passed) {
        assertThat(run("""
                respond = signedIn(3600);
                await keptFresh(auth);
                await pass(10);
                setClockBack(86400);
                dispatchEvent(new Event('%s'));
                await pass(%d);
                return asked;
                """.formatted(event, passed))).isEqualTo(2L);
    }

    @Test
    void a_page_that_stops_keepFresh_does_not_poll() {
        assertThat(run("""
                respond = signedIn(10);
                (await keptFresh(auth))();
                await pass(100);
                dispatchEvent(new Event('focus'));
                await pass(100);
                return asked;
                """)).isEqualTo(1L);
    }

    @Test
    void a_tab_that_becomes_visible_and_focused_takes_over_the_polling() {
        assertThat(run("""
                respond = signedIn(10);
                await keptFresh(auth);
                const closeTheOther = await ledByAnother();
                await pass(100);
                const counts = [asked];
                document.dispatchEvent(new Event('visibilitychange'));
                dispatchEvent(new Event('focus'));
                closeTheOther();
                await ledByThisTab();
                await pass(0);
                counts.push(asked);
                await pass(10);
                return [...counts, asked];
                """)).isEqualTo(List.of(1L, 2L, 3L));
    }

    @Test
    void a_tab_that_takes_over_polls_even_without_a_session() {
        assertThat(run("""
                await keptFresh(auth);
                const closeTheOther = await ledByAnother();
                await pass(100);
                respond = signedIn(10);
                closeTheOther();
                while (asked < 2) await pass(0);
                await pass(10);
                return asked;
                """)).isEqualTo(3L);
    }

    @Test
    void fifty_refused_calls_notify_the_listeners_once() {
        assertThat(run("""
                const told = [];
                respond = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status, error }) => told.push(`${status} ${error}`));
                await pass(10);
                respond = (path) => (path.endsWith('/auth/session')
                  ? unauthenticated()
                  : problem(401, 'SessionExpired')());
                const before = location.href;
                const calls = await Promise.all(Array.from({ length: 50 }, () => auth.authFetch('orders')));
                const bodies = await Promise.all(calls.map((call) => call.json()));
                await settled();
                return [asked, bodies.filter(({ error }) => error === 'SessionExpired').length,
                  location.href === before, ...told];
                """))
                .isEqualTo(List.of(2L, 50L, true, "authenticated undefined", "unauthenticated SessionExpired"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "setClockBack(86400);"})
    void a_refused_call_notifies_the_listeners_at_any_time(String clock) {
        assertThat(run("""
                const told = [];
                respond = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status, error }) => told.push(`${status} ${error}`));
                %s
                respond = (path) => (path.endsWith('/auth/session')
                  ? unauthenticated()
                  : problem(401, 'SessionExpired')());
                await auth.authFetch('orders');
                await settled();
                return told;
                """.formatted(clock)))
                .isEqualTo(List.of("authenticated undefined", "unauthenticated SessionExpired"));
    }

    @Test
    void a_401_of_another_API_does_not_change_the_session() {
        assertThat(run("""
                respond = signedIn(600);
                await auth.getSession();
                await pass(10);
                respond = () => Response.json({}, { status: 401 });
                await auth.authFetch('https://api.example/');
                await settled();
                return asked;
                """)).isEqualTo(1L);
    }

    @Test
    void tabs_send_each_other_one_word_and_no_data() {
        assertThat(run("""
                const words = [];
                new BroadcastChannel('auth-filter /tabs/auth/').onmessage = ({ data }) => words.push(data);
                respond = signedIn(10);
                await keptFresh(auth);
                respond = signedIn(10, { expiresAt: 'later' });
                await pass(10);
                respond = unauthenticated;
                await pass(10);
                while (words.length < 2) await settled();
                return words;
                """)).isEqualTo(List.of("refreshed", "changed"));
    }

    @Test
    void a_tab_that_receives_the_word_polls_and_sends_nothing() {
        assertThat(run("""
                const words = [];
                const other = new BroadcastChannel('auth-filter /tabs/auth/');
                other.onmessage = ({ data }) => words.push(data);
                respond = signedIn(10);
                await auth.getSession();
                respond = unauthenticated;
                other.postMessage('changed');
                while (asked < 2) await settled();
                await settled();
                return [(await auth.getSession()).status, ...words];
                """)).isEqualTo(List.of("unauthenticated"));
    }

    @Test
    void a_response_that_arrives_after_a_sign_out_is_ignored() {
        assertThat(run("""
                let late;
                respond = () => new Promise((resolve) => { late = resolve; });
                const overtaken = auth.getSession();
                respond = (path) => Response.json(path.endsWith('/signout') ? { url: '/' } : { status: 'unauthenticated' });
                await auth.signOut({ redirect: false });
                late(signedIn(600)());
                return [(await overtaken).status, (await auth.getSession()).status];
                """)).isEqualTo(List.of("unauthenticated", "unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signOut()", "signIn('backend', { password: 'secret' })"})
    void a_page_that_is_being_left_ignores_responses(String leave) {
        assertThat(run("""
                const told = [];
                respond = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status }) => told.push(status));
                respond = () => new Promise(() => {});
                auth.%s;
                respond = unauthenticated;
                await auth.getSession();
                respond = (path) => (path.endsWith('/auth/session') ? unauthenticated() : problem(401, 'SessionExpired')());
                await auth.authFetch('orders');
                await settled();
                return told;
                """.formatted(leave))).isEqualTo(List.of("authenticated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"problem(503, 'TemporarilyUnavailable')()", "Promise.reject(new TypeError('no network'))"})
    void a_page_that_was_not_left_because_that_failed_gets_the_missed_changes(String failure) {
        assertThat(run("""
                const told = [];
                respond = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status }) => told.push(status));
                let fail;
                respond = () => new Promise((resolve) => { fail = resolve; });
                const signedOut = auth.signOut();
                respond = unauthenticated;
                await auth.getSession();
                told.push('failed');
                fail(%s);
                const { ok } = await signedOut;
                await settled();
                return [ok, ...told];
                """.formatted(failure))).isEqualTo(List.of(false, "authenticated", "failed", "unauthenticated"));
    }

    /** By the user's Stop, by a listener of {@code beforeunload}, or since the address is a download. */
    @Test
    void a_page_that_was_not_left_after_all_continues_after_a_minute() {
        assertThat(run("""
                const told = [];
                respond = signedIn(10);
                await keptFresh(auth);
                auth.onSession(({ status, expiresAt }) => told.push(expiresAt ?? status));
                let late;
                respond = () => new Promise((resolve) => { late = resolve; });
                await pass(10);
                respond = (path) => (path.endsWith('/signout') ? Response.json({ url: '#stays' }) : new Promise(() => {}));
                await auth.signOut();
                late(unauthenticated());
                respond = signedIn(10, { expiresAt: 'later' });
                await pass(59.9);
                told.push('a minute');
                await pass(0.1);
                respond = signedIn(10, { expiresAt: 'still later' });
                await pass(10);
                return told;
                """)).isEqualTo(List.of("authenticated", "a minute", "later", "still later"));
    }

    @Test
    void a_page_restored_from_the_browser_cache_polls_at_once() {
        assertThat(run("""
                const told = [];
                respond = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status }) => told.push(status));
                respond = (path) => (path.endsWith('/signout') ? Response.json({ url: '#stays' }) : unauthenticated());
                await auth.signOut();
                dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
                await settled();
                return told;
                """)).isEqualTo(List.of("authenticated", "unauthenticated"));
    }

    @Test
    void a_sign_in_without_fields_leads_to_the_provider_and_back() {
        assertThat(run("""
                const { url } = await auth.signIn('idp', undefined, { redirect: false });
                return url.slice(location.origin.length);
                """)).isEqualTo("/tabs/auth/signin/idp?callbackUrl=%2Ftabs%2Fopen%2Fscripted.html");
    }

    @Test
    void a_request_that_can_not_be_sent_gives_a_result_and_no_exception() {
        assertThat(run("""
                respond = () => { throw new TypeError('no network'); };
                const { ok, status, error } = await auth.signIn('backend', { password: 'secret' });
                return [ok, status, error];
                """)).isEqualTo(List.of(false, 0L, "TemporarilyUnavailable"));
    }

    @Test
    void a_throttled_sign_in_has_the_status_429() {
        assertThat(run("""
                respond = problem(429, 'TemporarilyUnavailable');
                const { ok, status, error } = await auth.signIn('backend', { password: 'secret' });
                return [ok, status, error];
                """)).isEqualTo(List.of(false, 429L, "TemporarilyUnavailable"));
    }

    private static Object run(String script) {
        return chromium.runWithModule(TabsWar.NAME, script);
    }
}
