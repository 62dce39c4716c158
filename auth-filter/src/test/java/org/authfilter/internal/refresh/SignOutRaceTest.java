package org.authfilter.internal.refresh;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authfilter.event.SignedOut;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.Unauthenticated;
import org.authfilter.internal.session.EndedSession;
import org.authfilter.internal.session.TestEncryption;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignOutRaceTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Engine engine = new Engine();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void R11_a_sign_out_during_a_refresh_wins_and_the_late_token_set_is_revoked() throws Exception {
        Future<AuthenticationResult> refreshing = refreshUnderWay();

        engine.tokenRefresher.termination().signOut(engine.store, engine.store.load());
        engine.provider.release();

        assertThat(refreshing.get(10, SECONDS)).isEqualTo(new Unauthenticated());
        assertThat(engine.store.load()).isNull();
        assertThat(engine.provider.revoked())
                .extracting(TokenSet::accessToken)
                .containsExactlyInAnyOrder("access-1", "access-2");
    }

    @Test
    void R11_a_session_that_the_server_ends_during_a_refresh_stays_ended() throws Exception {
        Future<AuthenticationResult> refreshing = refreshUnderWay();
        UserSession ended = engine.store.load();

        engine.store.replace(null);
        engine.tokenRefresher.termination().destroyed(new EndedSession(ended, TestEncryption.in(ended.id())));
        engine.provider.release();

        assertThat(refreshing.get(10, SECONDS)).isEqualTo(new Unauthenticated());
        assertThat(engine.provider.revoked())
                .extracting(TokenSet::accessToken)
                .containsExactlyInAnyOrder("access-1", "access-2");
        assertThat(engine.events(SignedOut.class))
                .extracting(SignedOut::reason)
                .containsExactly(SignedOut.Reason.SESSION_DESTROYED);
    }

    @Test
    void R11_a_second_sign_in_of_the_user_during_a_refresh_keeps_its_tokens_and_revokes_none() throws Exception {
        Future<AuthenticationResult> refreshing = refreshUnderWay();
        UserSession previous = engine.store.load();
        UserSession next = engine.newSession("sign-in-2");

        engine.store.replace(next);
        engine.tokenRefresher.termination().superseded(previous);
        engine.provider.release();

        assertThat(refreshing.get(10, SECONDS)).isEqualTo(new Authenticated(next));
        assertThat(engine.store.load()).isEqualTo(next);
        assertThat(engine.provider.revoked()).isEmpty();
    }

    @Test
    void R11_a_refresh_that_sees_the_other_sign_in_of_the_same_user_first_revokes_nothing_either() throws Exception {
        Future<AuthenticationResult> refreshing = refreshUnderWay();
        UserSession next = engine.newSession("sign-in-2");

        engine.store.replace(next);
        engine.provider.release();

        assertThat(refreshing.get(10, SECONDS)).isEqualTo(new Authenticated(next));
        assertThat(engine.provider.revoked()).isEmpty();
    }

    @Test
    void R11_a_request_does_not_get_the_session_of_another_user_who_signs_in_during_its_refresh() throws Exception {
        Future<AuthenticationResult> refreshing = refreshUnderWay();

        engine.store.replace(engine.newSession("sign-in-2", "bob"));
        engine.provider.release();

        assertThat(refreshing.get(10, SECONDS)).isEqualTo(new Unauthenticated());
        assertThat(engine.provider.revoked()).extracting(TokenSet::accessToken).containsExactly("access-2");
    }

    @Test
    void a_sign_out_revokes_the_tokens_that_were_stored() {
        engine.tokenRefresher.termination().signOut(engine.store, engine.store.load());

        assertThat(engine.provider.revoked()).extracting(TokenSet::accessToken).containsExactly("access-1");
        assertThat(engine.events(SignedOut.class)).extracting(SignedOut::reason).containsExactly(SignedOut.Reason.USER);
    }

    private Future<AuthenticationResult> refreshUnderWay() throws InterruptedException {
        engine.clock.advance(Engine.LIFETIME);
        engine.provider.hold();
        Future<AuthenticationResult> refreshing = threads.submit(engine::request);
        engine.provider.awaitFirstCall();
        return refreshing;
    }
}
