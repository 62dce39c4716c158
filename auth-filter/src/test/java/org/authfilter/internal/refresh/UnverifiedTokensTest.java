package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.event.RefreshFailed;
import org.authfilter.event.TokensRefreshed;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.junit.jupiter.api.Test;

/** R15: a refresh that brought tokens which are not known to hold. */
class UnverifiedTokensTest {

    private static final Unavailable NO_KEYS = new Unavailable("the issuer's keys can't be had", false, false, null);
    private static final Misconfigured DOES_NOT_HOLD = new Misconfigured("iss is another one", false);
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

    private final Engine engine = new Engine();

    @Test
    void R15_they_are_stored_at_once_and_not_handed_out() {
        refreshedInDoubt(Engine.LIFETIME);

        assertThat(engine.store.load().tokens().refreshToken()).isEqualTo("refresh-2");
        assertThat(engine.store.load().tokens().unverified().accessToken()).isEqualTo("access-2");
        assertThat(engine.store.load().tokens().accessToken()).isEqualTo("access-1");
    }

    @Test
    void R15_with_the_former_token_expired_the_request_gets_503_and_the_session_stays() {
        assertThat(refreshedInDoubt(Engine.LIFETIME))
                .isEqualTo(new TokenUnavailable(
                        engine.store.load(), ErrorCode.TEMPORARILY_UNAVAILABLE, Duration.ofSeconds(1)));
    }

    @Test
    void R9_the_former_token_is_used_on_while_it_is_valid() {
        assertThat(refreshedInDoubt(Engine.WITHIN_MARGIN)).isInstanceOf(Authenticated.class);

        engine.provider.scriptVerdicts(NO_KEYS);
        assertThat(engine.token()).isEqualTo("access-1");
    }

    @Test
    void R15_the_next_request_verifies_them_and_stores_that_they_hold() {
        refreshedInDoubt(Engine.LIFETIME);

        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.store.load().tokens().unverified()).isNull();
        assertThat(engine.store.load().tokens().refreshToken()).isEqualTo("refresh-2");
        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.provider.verifications()).isEqualTo(1);
    }

    @Test
    void R15_as_long_as_the_keys_can_not_be_had_they_are_asked_for_once_per_back_off() {
        refreshedInDoubt(Engine.LIFETIME);
        engine.provider.scriptVerdicts(NO_KEYS);
        assertThat(engine.request()).isInstanceOf(TokenUnavailable.class);
        assertThat(engine.request()).isInstanceOf(TokenUnavailable.class);
        assertThat(engine.provider.verifications()).isEqualTo(1);

        engine.clock.advance(FIRST_BACK_OFF);
        assertThat(engine.token()).isEqualTo("access-2");
    }

    @Test
    void R15_no_refresh_token_is_presented_for_a_verification() {
        refreshedInDoubt(Engine.LIFETIME);
        engine.token();

        assertThat(engine.provider.calls()).isEqualTo(1);
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void R15_tokens_that_turn_out_not_to_hold_sign_nobody_out_and_are_told_to_the_operator() {
        refreshedInDoubt(Engine.LIFETIME);
        engine.provider.scriptVerdicts(DOES_NOT_HOLD);

        assertThat(engine.request())
                .isEqualTo(new TokenUnavailable(engine.store.load(), ErrorCode.CONFIGURATION, FIRST_BACK_OFF));
        assertThat(engine.store.load().tokens().refreshToken()).isEqualTo("refresh-2");
        assertThat(engine.events(RefreshFailed.class))
                .extracting(RefreshFailed::kind)
                .containsExactly(RefreshFailed.Kind.UNAVAILABLE, RefreshFailed.Kind.MISCONFIGURED);
    }

    @Test
    void R9_a_refresh_whose_tokens_do_not_hold_keeps_the_new_refresh_token() {
        engine.provider.doubt(DOES_NOT_HOLD);
        engine.clock.advance(Engine.LIFETIME);

        assertThat(engine.request())
                .isEqualTo(new TokenUnavailable(engine.store.load(), ErrorCode.CONFIGURATION, Duration.ofSeconds(1)));
        assertThat(engine.store.load().tokens().refreshToken()).isEqualTo("refresh-2");
    }

    @Test
    void R15_tokens_that_expired_unverified_are_refreshed_with_the_refresh_token_that_came_with_them() {
        refreshedInDoubt(Engine.LIFETIME);
        engine.provider.doubt(null);
        engine.clock.advance(Engine.LIFETIME);

        assertThat(engine.token()).isEqualTo("access-3");
        assertThat(engine.provider.verifications()).isZero();
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void R15_a_late_caller_with_the_former_tokens_gets_the_verified_ones() {
        var late = engine.store.load();
        refreshedInDoubt(Engine.LIFETIME);
        engine.token();

        assertThat(((Authenticated) engine.tokenRefresher.ensureFresh(engine.store, late))
                        .session()
                        .tokens()
                        .accessToken())
                .isEqualTo("access-2");
    }

    @Test
    void R15_a_refresh_is_reported_once_its_tokens_hold() {
        refreshedInDoubt(Engine.LIFETIME);
        assertThat(engine.events(TokensRefreshed.class)).isEmpty();

        engine.token();
        assertThat(engine.events(TokensRefreshed.class)).hasSize(1);
    }

    @Test
    void R11_signing_out_revokes_the_refresh_token_that_came_last() {
        refreshedInDoubt(Engine.LIFETIME);
        engine.tokenRefresher.termination().signOut(engine.store, engine.store.load());

        assertThat(engine.provider.revoked()).hasSize(1);
        assertThat(engine.provider.revoked().get(0).refreshToken()).isEqualTo("refresh-2");
    }

    private AuthenticationResult refreshedInDoubt(Duration after) {
        engine.provider.doubt(NO_KEYS);
        engine.clock.advance(after);
        return engine.request();
    }
}
