package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.session.UserSession;
import org.junit.jupiter.api.Test;

/** With {@code session-end=forget} another user may sign in over the HTTP session of a request that is under way. */
class CallerTest {

    private final Engine engine = new Engine();
    private final UserSession ofAlice = engine.store.load();
    private final Caller alice = boundToAlice();

    private Caller boundToAlice() {
        Caller caller = new Caller(engine.store, engine.tokenRefresher);
        caller.bindTo(ofAlice);
        return caller;
    }

    @Test
    void R14_a_request_under_way_never_gets_the_token_of_a_user_who_signs_in_meanwhile() {
        engine.store.replace(engine.newSession("sign-in-2", "bob"));

        assertThat(alice.session()).isEqualTo(ofAlice);
        assertThat(alice.accessToken()).isEqualTo("access-1");
        assertThatThrownBy(alice::refresh).isInstanceOf(AccessTokenUnavailableException.class);
        assertThatThrownBy(alice.capture()::accessToken).isInstanceOf(AccessTokenUnavailableException.class);
        assertThat(alice.replacementFor("access-1", "orders")).isEmpty();
        engine.clock.advance(Engine.LIFETIME);
        assertThatThrownBy(alice::accessToken).isInstanceOf(AccessTokenUnavailableException.class);
    }

    @Test
    void R14_a_request_under_way_keeps_its_token_until_the_expiry_when_its_session_ends() {
        engine.tokenRefresher.termination().signOut(engine.store, ofAlice);
        engine.clock.advance(Engine.LIFETIME.minusMillis(1));
        assertThat(alice.accessToken()).isEqualTo("access-1");
        assertThat(alice.forAsyncCall().accessToken()).isEqualTo("access-1");

        engine.clock.advance(Duration.ofMillis(1));
        assertThatThrownBy(alice::accessToken)
                .isInstanceOfSatisfying(
                        AccessTokenUnavailableException.class,
                        unavailable -> assertThat(unavailable.reason()).isEqualTo(Reason.NOT_SIGNED_IN));
        assertThatThrownBy(alice.forAsyncCall()::accessToken).isInstanceOf(AccessTokenUnavailableException.class);
        assertThat(engine.provider.calls()).isZero();
    }

    @Test
    void R14_a_request_under_way_keeps_its_valid_token_when_the_refresh_token_is_rejected() {
        engine.provider.script(new Rejected("invalid_grant"));
        engine.clock.advance(Engine.WITHIN_MARGIN);

        assertThat(alice.accessToken()).isEqualTo("access-1");
        assertThat(engine.store.load()).isNull();
        assertThat(alice.accessToken()).isEqualTo("access-1");
    }

    @Test
    void R14_an_asynchronous_call_of_a_request_under_way_keeps_its_token_when_the_session_ends() {
        Caller call = alice.forAsyncCall();
        engine.tokenRefresher.termination().signOut(engine.store, ofAlice);

        assertThat(call.accessToken()).isEqualTo("access-1");
    }

    @Test
    void a_request_that_signs_out_itself_has_no_token_any_more() {
        alice.signOut();

        assertThatThrownBy(alice::accessToken).isInstanceOf(AccessTokenUnavailableException.class);
        assertThatThrownBy(alice.forAsyncCall()::accessToken).isInstanceOf(AccessTokenUnavailableException.class);
    }

    @Test
    void a_request_without_caller_has_no_token() {
        Caller anonymous = new Caller(engine.store, engine.tokenRefresher);
        engine.store.replace(null);

        assertThatThrownBy(anonymous::accessToken).isInstanceOf(AccessTokenUnavailableException.class);
        assertThat(anonymous.findAccessToken()).isEmpty();
    }

    @Test
    void a_request_under_way_never_signs_out_a_user_who_signs_in_meanwhile() {
        UserSession ofBob = engine.newSession("sign-in-2", "bob");
        engine.store.replace(ofBob);

        alice.signOut();

        assertThat(engine.store.load()).isEqualTo(ofBob);
    }

    @Test
    void R14_a_request_under_way_keeps_its_token_until_it_is_due_and_continues_with_that_of_a_new_sign_in() {
        engine.clock.advance(Engine.WITHIN_MARGIN.minusMillis(1));
        engine.store.replace(engine.newSession("sign-in-2"));
        assertThat(alice.accessToken()).isEqualTo("access-1");

        engine.clock.advance(Duration.ofMillis(1));

        assertThat(alice.accessToken()).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isZero();
    }

    @Test
    void R1_a_request_that_is_authenticated_does_not_read_the_session_again() {
        int reads = engine.store.reads();

        alice.accessToken();
        alice.session();

        assertThat(engine.store.reads()).isEqualTo(reads);
    }

    @Test
    void R14_the_session_of_a_request_under_way_stays_when_its_user_signs_out_elsewhere() {
        engine.tokenRefresher.termination().signOut(engine.store, ofAlice);

        assertThat(alice.session()).isEqualTo(ofAlice);
    }

    @Test
    void the_session_of_a_request_follows_its_own_refresh() {
        alice.refresh();

        assertThat(alice.accessToken()).isEqualTo("access-2");
        assertThat(alice.session()).isEqualTo(engine.store.load());
    }

    @Test
    void a_request_that_signs_out_itself_has_no_session_any_more() {
        alice.signOut();

        assertThat(alice.session()).isNull();
    }

    @Test
    void a_request_under_way_continues_with_refreshed_tokens() {
        engine.clock.advance(Engine.LIFETIME);
        engine.request();

        assertThat(alice.accessToken()).isEqualTo("access-2");
    }
}
