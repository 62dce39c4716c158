package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.event.RefreshFailed;
import org.authfilter.event.TokensRefreshed;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.junit.jupiter.api.Test;

/** R15: a refresh whose new access token could not be verified yet. */
class UnverifiedTokensTest {

    private static final Unavailable NO_KEYS =
            new Unavailable("the issuer's keys can't be loaded", false, Cause.OTHER, null);
    private static final Misconfigured INVALID = new Misconfigured("unexpected issuer (iss)", false);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private final Engine engine = new Engine();

    @Test
    void R15_unverified_tokens_are_stored_at_once_and_not_handed_out() {
        refreshUnverified(Engine.LIFETIME);

        assertThat(engine.store.load().tokens().refreshToken()).isEqualTo("refresh-2");
        assertThat(engine.store.load().tokens().unverified().accessToken()).isEqualTo("access-2");
        assertThat(engine.store.load().tokens().accessToken()).isEqualTo("access-1");
    }

    @Test
    void R15_a_request_whose_old_token_has_expired_gets_503_and_the_session_stays() {
        assertThat(refreshUnverified(Engine.LIFETIME))
                .isEqualTo(new TokenUnavailable(
                        engine.store.load(), ErrorCode.TEMPORARILY_UNAVAILABLE, Duration.ofSeconds(1)));
    }

    @Test
    void R9_the_old_token_is_used_while_it_is_valid() {
        assertThat(refreshUnverified(Engine.WITHIN_MARGIN)).isInstanceOf(Authenticated.class);

        engine.provider.scriptVerifications(NO_KEYS);
        assertThat(engine.token()).isEqualTo("access-1");
    }

    @Test
    void R15_the_next_request_verifies_them_and_stores_the_result() {
        refreshUnverified(Engine.LIFETIME);

        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.store.load().tokens().unverified()).isNull();
        assertThat(engine.store.load().tokens().refreshToken()).isEqualTo("refresh-2");
        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.provider.verifications()).isEqualTo(1);
    }

    @Test
    void R15_unavailable_keys_are_fetched_once_per_backoff() {
        refreshUnverified(Engine.LIFETIME);
        engine.provider.scriptVerifications(NO_KEYS);
        assertThat(engine.request()).isInstanceOf(TokenUnavailable.class);
        assertThat(engine.request()).isInstanceOf(TokenUnavailable.class);
        assertThat(engine.provider.verifications()).isEqualTo(1);

        engine.clock.advance(FIRST_BACKOFF);
        assertThat(engine.token()).isEqualTo("access-2");
    }

    @Test
    void R15_no_refresh_token_is_presented_for_a_verification() {
        refreshUnverified(Engine.LIFETIME);
        engine.token();

        assertThat(engine.provider.calls()).isEqualTo(1);
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void R15_tokens_that_turn_out_invalid_end_no_session_and_are_reported_to_the_operator() {
        refreshUnverified(Engine.LIFETIME);
        engine.provider.scriptVerifications(INVALID);

        assertThat(engine.request())
                .isEqualTo(new TokenUnavailable(engine.store.load(), ErrorCode.CONFIGURATION, FIRST_BACKOFF));
        assertThat(engine.store.load().tokens().refreshToken()).isEqualTo("refresh-2");
        assertThat(engine.events(RefreshFailed.class))
                .extracting(RefreshFailed::kind)
                .containsExactly(RefreshFailed.Kind.UNAVAILABLE, RefreshFailed.Kind.MISCONFIGURED);
    }

    @Test
    void R9_a_refresh_with_an_invalid_access_token_keeps_the_new_refresh_token() {
        engine.provider.leaveUnverified(INVALID);
        engine.clock.advance(Engine.LIFETIME);

        assertThat(engine.request())
                .isEqualTo(new TokenUnavailable(engine.store.load(), ErrorCode.CONFIGURATION, Duration.ofSeconds(1)));
        assertThat(engine.store.load().tokens().refreshToken()).isEqualTo("refresh-2");
    }

    @Test
    void R15_tokens_that_expired_unverified_are_refreshed_with_their_own_refresh_token() {
        refreshUnverified(Engine.LIFETIME);
        engine.provider.leaveUnverified(null);
        engine.clock.advance(Engine.LIFETIME);

        assertThat(engine.token()).isEqualTo("access-3");
        assertThat(engine.provider.verifications()).isZero();
        assertThat(engine.provider.reuses()).isZero();
    }

    @Test
    void R15_a_late_request_with_the_old_tokens_gets_the_verified_ones() {
        var late = engine.store.load();
        refreshUnverified(Engine.LIFETIME);
        engine.token();

        assertThat(((Authenticated) engine.tokenRefresher.ensureFresh(engine.store, late))
                        .session()
                        .tokens()
                        .accessToken())
                .isEqualTo("access-2");
    }

    @Test
    void R15_a_refresh_is_reported_after_its_tokens_are_verified() {
        refreshUnverified(Engine.LIFETIME);
        assertThat(engine.events(TokensRefreshed.class)).isEmpty();

        engine.token();
        assertThat(engine.events(TokensRefreshed.class)).hasSize(1);
    }

    @Test
    void R11_a_sign_out_revokes_the_latest_refresh_token() {
        refreshUnverified(Engine.LIFETIME);
        engine.tokenRefresher.termination().signOut(engine.store, engine.store.load());

        assertThat(engine.provider.revoked()).hasSize(1);
        assertThat(engine.provider.revoked().get(0).refreshToken()).isEqualTo("refresh-2");
    }

    private AuthenticationResult refreshUnverified(Duration after) {
        engine.provider.leaveUnverified(NO_KEYS);
        engine.clock.advance(after);
        return engine.request();
    }
}
