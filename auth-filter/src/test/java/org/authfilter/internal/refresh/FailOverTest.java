package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token set that another node has obtained: nobody here knows whether that node has presented it before it died. */
class FailOverTest {

    private final Engine engine = new Engine();

    @BeforeEach
    void failOver() {
        engine.store.failOver();
    }

    @Test
    void R9_what_another_node_has_perhaps_spent_is_not_presented_while_the_access_token_works() {
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
    void R9_what_another_node_has_perhaps_spent_is_not_presented_on_demand_either() {
        engine.clock.advance(Engine.WITHIN_MARGIN);

        assertThat(engine.tokenRefresher.refresh(engine.store, engine.store.load()))
                .isEqualTo(new TokenUnavailable(engine.store.load(), ErrorCode.TEMPORARILY_UNAVAILABLE, Engine.MARGIN));
        assertThat(engine.provider.calls()).isZero();
    }

    @Test
    void outside_the_margin_nobody_refreshes_unasked_so_a_demanded_refresh_is_made() {
        engine.clock.advance(Engine.WITHIN_MARGIN.minusMillis(1));

        assertThat(engine.tokenRefresher.refresh(engine.store, engine.store.load()))
                .isInstanceOf(Authenticated.class);
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R3_what_was_refreshed_here_is_refreshed_inside_the_margin_again() {
        engine.clock.advance(Engine.LIFETIME);
        assertThat(engine.token()).isEqualTo("access-2");

        engine.clock.advance(Engine.WITHIN_MARGIN);
        assertThat(engine.token()).isEqualTo("access-3");
    }

    @Test
    void R9_a_captured_session_presents_neither_what_another_node_has_perhaps_spent() {
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
