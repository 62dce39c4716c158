package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token set that another node has obtained: that node may have presented its refresh token before it stopped. */
class FailOverTest {

    private final Engine engine = new Engine();

    @BeforeEach
    void failOver() {
        engine.store.failOver();
    }

    @Test
    void R9_a_refresh_token_of_another_node_is_not_presented_while_the_access_token_is_valid() {
        engine.clock.advance(Engine.WITHIN_MARGIN);
        assertThat(engine.token()).isEqualTo("access-1");

        engine.clock.advance(Engine.MARGIN.minusMillis(1));
        assertThat(engine.token()).isEqualTo("access-1");
        assertThat(engine.provider.calls()).isZero();

        engine.clock.advance(Duration.ofMillis(1));
        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R20_a_forced_refresh_does_not_present_a_refresh_token_of_another_node_either() {
        engine.clock.advance(Engine.WITHIN_MARGIN);

        assertThat(engine.tokenRefresher.refresh(engine.store, engine.store.load()))
                .isEqualTo(new TokenUnavailable(engine.store.load(), ErrorCode.TEMPORARILY_UNAVAILABLE, Engine.MARGIN));
        assertThat(engine.provider.calls()).isZero();
    }

    @Test
    void R20_a_forced_refresh_outside_the_margin_presents_none_either() {
        engine.clock.advance(Engine.WITHIN_MARGIN.minusMillis(1));

        assertThat(engine.tokenRefresher.refresh(engine.store, engine.store.load()))
                .isInstanceOf(TokenUnavailable.class);
        assertThat(engine.tokenRefresher.replaceRejected(engine.store, engine.store.load()))
                .isInstanceOf(TokenUnavailable.class);
        assertThat(engine.provider.calls()).isZero();
    }

    @Test
    void R20_a_forced_refresh_is_sent_once_the_access_token_has_expired() {
        engine.clock.advance(Engine.LIFETIME);

        assertThat(engine.tokenRefresher.refresh(engine.store, engine.store.load()))
                .isInstanceOf(Authenticated.class);
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R3_a_token_set_that_this_node_obtained_is_refreshed_inside_the_margin_again() {
        engine.clock.advance(Engine.LIFETIME);
        assertThat(engine.token()).isEqualTo("access-2");

        engine.clock.advance(Engine.WITHIN_MARGIN);
        assertThat(engine.token()).isEqualTo("access-3");
    }

    @Test
    void R9_a_captured_session_does_not_present_a_refresh_token_of_another_node_either() {
        CapturedSessionStore captured = new CapturedSessionStore(engine.store, engine.store.load());
        engine.clock.advance(Engine.WITHIN_MARGIN);
        engine.tokenRefresher.ensureFresh(captured, captured.load());
        assertThat(engine.provider.calls()).isZero();

        engine.clock.advance(Engine.MARGIN);
        engine.tokenRefresher.ensureFresh(captured, captured.load());
        assertThat(engine.provider.calls()).isEqualTo(1);

        engine.clock.advance(Engine.WITHIN_MARGIN);
        engine.tokenRefresher.ensureFresh(captured, captured.load());
        assertThat(engine.provider.calls()).isEqualTo(2);
    }
}
