package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.authfilter.AccessTokenUnavailableException;
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
    void a_request_under_way_never_gets_the_token_of_a_user_who_signs_in_meanwhile() {
        engine.store.replace(engine.newSession("sign-in-2", "bob"));

        assertThat(alice.session()).isNull();
        assertThatThrownBy(alice::accessToken).isInstanceOf(AccessTokenUnavailableException.class);
        assertThatThrownBy(alice::refresh).isInstanceOf(AccessTokenUnavailableException.class);
        assertThatThrownBy(alice.capture()::accessToken).isInstanceOf(AccessTokenUnavailableException.class);
        assertThat(alice.replacementFor("access-1", "orders")).isEmpty();
    }

    @Test
    void a_request_under_way_never_signs_out_a_user_who_signs_in_meanwhile() {
        UserSession ofBob = engine.newSession("sign-in-2", "bob");
        engine.store.replace(ofBob);

        alice.signOut();

        assertThat(engine.store.load()).isEqualTo(ofBob);
    }

    @Test
    void a_request_under_way_continues_with_the_new_tokens_of_the_same_user() {
        engine.store.replace(engine.newSession("sign-in-2"));

        assertThat(alice.accessToken()).isEqualTo("access-2");
    }

    @Test
    void a_request_under_way_continues_with_refreshed_tokens() {
        engine.clock.advance(Engine.LIFETIME);
        engine.request();

        assertThat(alice.accessToken()).isEqualTo("access-2");
    }
}
