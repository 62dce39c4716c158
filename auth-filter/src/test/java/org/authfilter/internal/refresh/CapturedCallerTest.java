package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.authfilter.CapturedSession;
import org.authfilter.event.SignedOut;
import org.authfilter.event.TokensRefreshed;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CapturedCallerTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Engine engine = new Engine();
    private final CapturedSession captured = capture();

    private CapturedSession capture() {
        return new CapturedCaller(new Caller(engine.store, engine.tokenRefresher).capture());
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void another_thread_gets_the_token_of_the_captured_session() throws Exception {
        assertThat(threads.submit(() -> captured.get(CapturedCallerTest::token)).get(10, TimeUnit.SECONDS))
                .isEqualTo("access-1");
    }

    @Test
    void a_thread_without_request_and_without_captured_session_gets_none() {
        assertThatThrownBy(CapturedCallerTest::token)
                .isInstanceOfSatisfying(
                        AccessTokenUnavailableException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_REQUEST));
    }

    @Test
    void a_thread_has_no_caller_after_the_work() {
        captured.run(() -> assertThat(CurrentCaller.find()).isPresent());

        assertThat(CurrentCaller.find()).isEmpty();
    }

    @Test
    void a_thread_has_no_caller_after_work_that_fails() {
        assertThatThrownBy(() -> captured.call(() -> {
                    throw new IOException("no such file");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("no such file");

        assertThat(CurrentCaller.find()).isEmpty();
    }

    @Test
    void nested_work_has_its_own_session_and_the_outer_work_continues_with_the_outer_one() {
        Engine other = new Engine();
        other.store.replace(other.newSession("sign-in-2"));
        CapturedSession inner = new CapturedCaller(new Caller(other.store, other.tokenRefresher).capture());

        captured.run(() -> {
            assertThat(inner.get(CapturedCallerTest::token)).isEqualTo("access-2");
            assertThat(token()).isEqualTo("access-1");
        });
    }

    @Test
    void the_token_is_fresh_at_each_call() {
        engine.clock.advance(Engine.LIFETIME);

        assertThat(captured.get(CapturedCallerTest::token)).isEqualTo("access-2");
        assertThat(captured.get(CapturedCallerTest::token)).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R5_a_token_set_that_it_refreshes_is_not_stored_but_kept_for_the_next_request() {
        UserSession before = engine.store.load();
        engine.clock.advance(Engine.LIFETIME);
        captured.get(CapturedCallerTest::token);

        assertThat(engine.store.writes()).isZero();
        assertThat(engine.store.load()).isEqualTo(before);
        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.store.load().tokens().accessToken()).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R5_the_last_of_many_refreshes_is_kept_for_a_request_hours_later() {
        for (int refresh = 0; refresh < 30; refresh++) {
            engine.clock.advance(Engine.LIFETIME);
            captured.get(CapturedCallerTest::token);
        }
        engine.clock.advance(Engine.RETENTION.multipliedBy(3));

        assertThat(engine.token()).isEqualTo("access-31");
        assertThat(engine.provider.calls()).isEqualTo(30);
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void R5_each_captured_session_finds_the_refreshes_of_earlier_ones() {
        Caller request = new Caller(engine.store, engine.tokenRefresher);
        for (int refresh = 1; refresh <= 30; refresh++) {
            engine.clock.advance(Engine.LIFETIME);

            assertThat(request.capture().accessToken()).isEqualTo("access-" + (refresh + 1));
        }
        assertThat(engine.provider.calls()).isEqualTo(30);
    }

    @Test
    void R6_a_token_set_that_a_request_refreshed_long_ago_is_not_presented_again() {
        engine.clock.advance(Engine.LIFETIME);
        engine.token();
        engine.clock.advance(Engine.RETENTION.multipliedBy(2));

        assertThat(captured.get(CapturedCallerTest::token)).isEqualTo("access-2");
        engine.clock.advance(Engine.LIFETIME);
        assertThat(captured.get(CapturedCallerTest::token)).isEqualTo("access-3");
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void two_captured_sessions_of_one_sign_in_refresh_once() {
        CapturedSession second = capture();
        engine.clock.advance(Engine.LIFETIME);

        assertThat(captured.get(CapturedCallerTest::token)).isEqualTo("access-2");
        assertThat(second.get(CapturedCallerTest::token)).isEqualTo("access-2");
        engine.clock.advance(Engine.LIFETIME);
        assertThat(second.get(CapturedCallerTest::token)).isEqualTo("access-3");
        assertThat(captured.get(CapturedCallerTest::token)).isEqualTo("access-3");
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void a_refresh_is_reported_once_although_two_stores_receive_it() {
        engine.clock.advance(Engine.LIFETIME);
        captured.get(CapturedCallerTest::token);
        engine.token();

        assertThat(engine.events(TokensRefreshed.class)).hasSize(1);
    }

    @Test
    void it_can_be_captured_from_a_captured_session() {
        engine.clock.advance(Engine.LIFETIME);
        captured.get(CapturedCallerTest::token);
        CapturedSession again =
                captured.get(() -> new CapturedCaller(CurrentCaller.get().capture()));

        assertThat(again.get(CapturedCallerTest::token)).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void it_ends_with_the_sign_in() {
        engine.tokenRefresher.termination().signOut(engine.store, engine.store.load());

        assertNotSignedIn(captured);
    }

    @Test
    void it_never_gets_the_token_of_another_sign_in() {
        engine.store.replace(engine.newSession("sign-in-2"));

        assertNotSignedIn(captured);
    }

    @Test
    void a_session_captured_before_the_sign_in_stays_unauthenticated() {
        UserSession alice = engine.store.load();
        engine.store.replace(null);
        CapturedSession unauthenticated = capture();
        engine.store.replace(alice);

        assertNotSignedIn(unauthenticated);
    }

    @Test
    void R11_a_sign_out_also_revokes_a_token_set_that_no_request_has_stored() {
        engine.clock.advance(Engine.LIFETIME);
        captured.get(CapturedCallerTest::token);

        engine.tokenRefresher.termination().signOut(engine.store, engine.store.load());

        assertThat(engine.provider.revoked())
                .extracting(TokenSet::accessToken)
                .containsExactlyInAnyOrder("access-1", "access-2");
    }

    @Test
    void R9_a_rejected_refresh_token_ends_it_and_the_next_request_ends_the_session() {
        engine.provider.script(new Rejected("HTTP status 400"));
        engine.clock.advance(Engine.LIFETIME);

        assertNotSignedIn(captured);
        assertThat(engine.store.load()).isNotNull();
        assertThat(engine.events(SignedOut.class)).isEmpty();

        engine.request();
        assertThat(engine.store.load()).isNull();
        assertThat(engine.events(SignedOut.class)).hasSize(1);
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = SignedOut.Reason.class,
            names = {"PROVIDER", "EXPIRED"})
    void it_ends_when_the_session_reaches_its_limit_and_the_next_request_ends_the_session(SignedOut.Reason reason) {
        engine.store.reachLimit(reason);

        assertNotSignedIn(captured);
        assertThatThrownBy(() -> captured.run(() -> CurrentCaller.get().refresh()))
                .isInstanceOf(AccessTokenUnavailableException.class);
        assertThat(engine.provider.calls()).isZero();
        assertThat(engine.store.load()).isNotNull();
    }

    @Test
    void a_sign_out_on_another_thread_ends_the_session() {
        captured.run(() -> CurrentCaller.get().signOut());

        assertThat(engine.store.load()).isNull();
    }

    private static String token() {
        return CurrentCaller.get().accessToken();
    }

    private static void assertNotSignedIn(CapturedSession session) {
        assertThatThrownBy(() -> session.get(CapturedCallerTest::token))
                .isInstanceOfSatisfying(
                        AccessTokenUnavailableException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_SIGNED_IN));
    }
}
