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
    void theServerIsAskedWhenTheTokenIsDueAtLeastOnceADayAndNeverInALoop(
            String refreshInSeconds, String passed, long requests) {
        assertThat(run("""
                answer = signedIn(%s);
                await keptFresh(auth);
                await pass(%s);
                return asked;
                """.formatted(refreshInSeconds, passed))).isEqualTo(requests);
    }

    @Test
    void whoIsNotSignedInIsNotAskedForAgain() {
        assertThat(run("""
                await keptFresh(auth);
                await pass(86400);
                return asked;
                """)).isEqualTo(1L);
    }

    @Test
    void listenersAreToldWhatIsKnownAndThenOnlyChanges() {
        assertThat(run("""
                const told = [];
                answer = signedIn(10);
                auth.onSession(({ status, expiresAt }) => told.push(`${status} ${expiresAt ?? ''}`));
                await keptFresh(auth);
                await pass(100);
                answer = signedIn(10, { expiresAt: 'later' });
                await pass(10);
                return told;
                """)).isEqualTo(List.of("loading ", "authenticated ", "authenticated later"));
    }

    @Test
    void aListenerThatThrowsOrHasLeftKeepsNothingFromTheOthers() {
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
    void withoutAnAnswerTheLastOneStaysAndIsMarkedStaleUntilTheNext(String noAnswer) {
        assertThat(run("""
                const told = [];
                answer = signedIn(10);
                auth.onSession(({ status, stale, user }) => told.push(`${status} ${user?.name} ${stale}`));
                await keptFresh(auth);
                answer = %s;
                await pass(10 + 1 + 2 + 4);
                answer = signedIn(10);
                await pass(8);
                return [asked, ...told];
                """.formatted(noAnswer)))
                .isEqualTo(List.of(
                        6L,
                        "loading undefined false",
                        "authenticated alice false",
                        "authenticated alice true",
                        "authenticated alice false"));
    }

    @Test
    void theReasonOfAnEndIsKeptUntilSomebodySignsIn() {
        assertThat(run("""
                const errors = [];
                answer = signedIn(10);
                await auth.getSession();
                answer = () => Response.json({ status: 'unauthenticated', error: 'SessionExpired' });
                errors.push((await auth.getSession()).error);
                answer = nobody;
                errors.push((await auth.getSession()).error);
                answer = signedIn(10);
                errors.push((await auth.getSession()).error ?? 'none');
                answer = nobody;
                errors.push((await auth.getSession()).error ?? 'none');
                return errors;
                """)).isEqualTo(List.of("SessionExpired", "SessionExpired", "none", "none"));
    }

    @Test
    void theFocusAsksAtMostOnceASecond() {
        assertThat(run("""
                answer = signedIn(3600);
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
    void comingBackOnlineAsksAtOnce() {
        assertThat(run("""
                const told = [];
                answer = () => { throw new TypeError('no network'); };
                auth.onSession(({ status, stale }) => told.push(`${status} ${stale}`));
                await keptFresh(auth);
                await pass(50);
                answer = signedIn(60);
                dispatchEvent(new Event('online'));
                await pass(0);
                return told;
                """)).isEqualTo(List.of("loading false", "loading true", "authenticated false"));
    }

    @ParameterizedTest
    @CsvSource({"focus, 0", "online, 0", "whatever, 60"})
    void aClockThatIsSetBackDelaysNothing(String event, long passed) {
        assertThat(run("""
                answer = signedIn(3600);
                await keptFresh(auth);
                await pass(10);
                setClockBack(86400);
                dispatchEvent(new Event('%s'));
                await pass(%d);
                return asked;
                """.formatted(event, passed))).isEqualTo(2L);
    }

    @Test
    void whoStopsKeepingFreshAsksNoMore() {
        assertThat(run("""
                answer = signedIn(10);
                (await keptFresh(auth))();
                await pass(100);
                dispatchEvent(new Event('focus'));
                await pass(100);
                return asked;
                """)).isEqualTo(1L);
    }

    @Test
    void aTabThatIsSeenAndFocusedAtOnceGoesOnWhereAnotherLed() {
        assertThat(run("""
                answer = signedIn(10);
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
    void whoInheritsTheLeadAsksAlthoughNobodyWasSignedIn() {
        assertThat(run("""
                await keptFresh(auth);
                const closeTheOther = await ledByAnother();
                await pass(100);
                answer = signedIn(10);
                closeTheOther();
                while (asked < 2) await pass(0);
                await pass(10);
                return asked;
                """)).isEqualTo(3L);
    }

    @Test
    void fiftyRefusedCallsTellTheListenersOnceAndThePageDecides() {
        assertThat(run("""
                const told = [];
                answer = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status, error }) => told.push(`${status} ${error}`));
                await pass(10);
                answer = (path) => (path.endsWith('/auth/session')
                  ? nobody()
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
    void aRefusedCallIsToldWhateverTheClockSays(String clock) {
        assertThat(run("""
                const told = [];
                answer = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status, error }) => told.push(`${status} ${error}`));
                %s
                answer = (path) => (path.endsWith('/auth/session')
                  ? nobody()
                  : problem(401, 'SessionExpired')());
                await auth.authFetch('orders');
                await settled();
                return told;
                """.formatted(clock)))
                .isEqualTo(List.of("authenticated undefined", "unauthenticated SessionExpired"));
    }

    @Test
    void a401OfAnApiThatIsNotOursSaysNothingAboutTheSession() {
        assertThat(run("""
                answer = signedIn(600);
                await auth.getSession();
                await pass(10);
                answer = () => Response.json({}, { status: 401 });
                await auth.authFetch('https://api.example/');
                await settled();
                return asked;
                """)).isEqualTo(1L);
    }

    @Test
    void tabsTellEachOtherOneWordAndNoData() {
        assertThat(run("""
                const words = [];
                new BroadcastChannel('auth-filter /tabs/auth/').onmessage = ({ data }) => words.push(data);
                answer = signedIn(10);
                await keptFresh(auth);
                answer = signedIn(10, { expiresAt: 'later' });
                await pass(10);
                answer = nobody;
                await pass(10);
                while (words.length < 2) await settled();
                return words;
                """)).isEqualTo(List.of("refreshed", "changed"));
    }

    @Test
    void whoHearsThatWordAsksAndPassesNothingOn() {
        assertThat(run("""
                const words = [];
                const other = new BroadcastChannel('auth-filter /tabs/auth/');
                other.onmessage = ({ data }) => words.push(data);
                answer = signedIn(10);
                await auth.getSession();
                answer = nobody;
                other.postMessage('changed');
                while (asked < 2) await settled();
                await settled();
                return [(await auth.getSession()).status, ...words];
                """)).isEqualTo(List.of("unauthenticated"));
    }

    @Test
    void anAnswerThatASignOutHasOvertakenIsIgnored() {
        assertThat(run("""
                let late;
                answer = () => new Promise((resolve) => { late = resolve; });
                const overtaken = auth.getSession();
                answer = (path) => Response.json(path.endsWith('/signout') ? { url: '/' } : { status: 'unauthenticated' });
                await auth.signOut({ redirect: false });
                late(signedIn(600)());
                return [(await overtaken).status, (await auth.getSession()).status];
                """)).isEqualTo(List.of("unauthenticated", "unauthenticated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"signOut()", "signIn('backend', { password: 'secret' })"})
    void whileThePageIsAboutToBeLeftNoAnswerMakesItGoElsewhere(String leave) {
        assertThat(run("""
                const told = [];
                answer = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status }) => told.push(status));
                answer = () => new Promise(() => {});
                auth.%s;
                answer = nobody;
                await auth.getSession();
                answer = (path) => (path.endsWith('/auth/session') ? nobody() : problem(401, 'SessionExpired')());
                await auth.authFetch('orders');
                await settled();
                return told;
                """.formatted(leave))).isEqualTo(List.of("authenticated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"problem(503, 'TemporarilyUnavailable')()", "Promise.reject(new TypeError('no network'))"})
    void aPageThatIsNotLeftSinceThatFailedIsToldWhatItMissed(String failure) {
        assertThat(run("""
                const told = [];
                answer = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status }) => told.push(status));
                let fail;
                answer = () => new Promise((answered) => { fail = answered; });
                const signedOut = auth.signOut();
                answer = nobody;
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
    void aPageThatStaysAlthoughItWasToBeLeftGoesOnAfterAMinute() {
        assertThat(run("""
                const told = [];
                answer = signedIn(10);
                await keptFresh(auth);
                auth.onSession(({ status, expiresAt }) => told.push(expiresAt ?? status));
                let late;
                answer = () => new Promise((answered) => { late = answered; });
                await pass(10);
                answer = (path) => (path.endsWith('/signout') ? Response.json({ url: '#stays' }) : new Promise(() => {}));
                await auth.signOut();
                late(nobody());
                answer = signedIn(10, { expiresAt: 'later' });
                await pass(59.9);
                told.push('a minute');
                await pass(0.1);
                answer = signedIn(10, { expiresAt: 'still later' });
                await pass(10);
                return told;
                """)).isEqualTo(List.of("authenticated", "a minute", "later", "still later"));
    }

    @Test
    void aPageThatComesBackFromTheCacheOfTheBrowserAsksAtOnce() {
        assertThat(run("""
                const told = [];
                answer = signedIn(600);
                await auth.getSession();
                auth.onSession(({ status }) => told.push(status));
                answer = (path) => (path.endsWith('/signout') ? Response.json({ url: '#stays' }) : nobody());
                await auth.signOut();
                dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
                await settled();
                return told;
                """)).isEqualTo(List.of("authenticated", "unauthenticated"));
    }

    @Test
    void aSignInWithoutFieldsLeadsToTheProviderAndBackHere() {
        assertThat(run("""
                const { url } = await auth.signIn('idp', undefined, { redirect: false });
                return url.slice(location.origin.length);
                """)).isEqualTo("/tabs/auth/signin/idp?callbackUrl=%2Ftabs%2Fopen%2Fscripted.html");
    }

    @Test
    void whatCanNotBeSentIsAnAnswerAndNoException() {
        assertThat(run("""
                answer = () => { throw new TypeError('no network'); };
                const { ok, status, error } = await auth.signIn('backend', { password: 'secret' });
                return [ok, status, error];
                """)).isEqualTo(List.of(false, 0L, "TemporarilyUnavailable"));
    }

    @Test
    void aSignInThatComesAfterTooManySaysSoByItsStatus() {
        assertThat(run("""
                answer = problem(429, 'TemporarilyUnavailable');
                const { ok, status, error } = await auth.signIn('backend', { password: 'secret' });
                return [ok, status, error];
                """)).isEqualTo(List.of(false, 429L, "TemporarilyUnavailable"));
    }

    private static Object run(String script) {
        return chromium.runWithModule(TabsWar.NAME, script);
    }
}
