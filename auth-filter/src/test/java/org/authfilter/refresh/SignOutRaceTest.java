package org.authfilter.refresh;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authfilter.SignedOut;
import org.authfilter.refresh.Freshness.Anonymous;
import org.authfilter.refresh.Freshness.Usable;
import org.authfilter.session.UserSession;
import org.authfilter.token.TokenSet;
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
    void R11_a_sign_out_during_a_renewal_wins_and_the_late_token_set_is_revoked() throws Exception {
        Future<Freshness> renewing = renewalUnderWay();

        engine.freshTokens.endings().signOut(engine.store, engine.store.load());
        engine.provider.release();

        assertThat(renewing.get(10, SECONDS)).isEqualTo(new Anonymous());
        assertThat(engine.store.load()).isNull();
        assertThat(engine.provider.revoked())
                .extracting(TokenSet::accessToken)
                .containsExactlyInAnyOrder("access-1", "access-2");
    }

    @Test
    void R11_a_session_that_the_server_ends_during_a_renewal_stays_ended() throws Exception {
        Future<Freshness> renewing = renewalUnderWay();
        UserSession ended = engine.store.load();

        engine.store.replace(null);
        engine.freshTokens.endings().destroyed(ended);
        engine.provider.release();

        assertThat(renewing.get(10, SECONDS)).isEqualTo(new Anonymous());
        assertThat(engine.provider.revoked()).extracting(TokenSet::accessToken).containsExactly("access-2");
        assertThat(engine.events(SignedOut.class))
                .extracting(SignedOut::reason)
                .containsExactly(SignedOut.Reason.SESSION_DESTROYED);
    }

    @Test
    void R11_another_sign_in_of_the_same_user_during_a_renewal_keeps_its_own_tokens_and_nothing_is_revoked()
            throws Exception {
        Future<Freshness> renewing = renewalUnderWay();
        UserSession previous = engine.store.load();
        UserSession next = engine.newSession("sign-in-2");

        engine.store.replace(next);
        engine.freshTokens.endings().superseded(previous);
        engine.provider.release();

        assertThat(renewing.get(10, SECONDS)).isEqualTo(new Usable(next));
        assertThat(engine.store.load()).isEqualTo(next);
        assertThat(engine.provider.revoked()).isEmpty();
    }

    @Test
    void R11_a_renewal_that_sees_the_other_sign_in_of_the_same_user_first_revokes_nothing_either() throws Exception {
        Future<Freshness> renewing = renewalUnderWay();
        UserSession next = engine.newSession("sign-in-2");

        engine.store.replace(next);
        engine.provider.release();

        assertThat(renewing.get(10, SECONDS)).isEqualTo(new Usable(next));
        assertThat(engine.provider.revoked()).isEmpty();
    }

    @Test
    void R11_another_user_who_signs_in_during_a_renewal_is_not_who_asked() throws Exception {
        Future<Freshness> renewing = renewalUnderWay();

        engine.store.replace(engine.newSession("sign-in-2", "bob"));
        engine.provider.release();

        assertThat(renewing.get(10, SECONDS)).isEqualTo(new Anonymous());
        assertThat(engine.provider.revoked()).extracting(TokenSet::accessToken).containsExactly("access-2");
    }

    @Test
    void a_sign_out_revokes_the_tokens_that_were_stored() {
        engine.freshTokens.endings().signOut(engine.store, engine.store.load());

        assertThat(engine.provider.revoked()).extracting(TokenSet::accessToken).containsExactly("access-1");
        assertThat(engine.events(SignedOut.class)).extracting(SignedOut::reason).containsExactly(SignedOut.Reason.USER);
    }

    private Future<Freshness> renewalUnderWay() throws InterruptedException {
        engine.clock.advance(Engine.LIFETIME);
        engine.provider.hold();
        Future<Freshness> renewing = threads.submit(engine::request);
        engine.provider.awaitFirstCall();
        return renewing;
    }
}
