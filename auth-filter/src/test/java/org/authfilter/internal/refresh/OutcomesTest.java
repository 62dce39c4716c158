package org.authfilter.internal.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.event.RefreshFailed;
import org.authfilter.event.SignedOut;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.UserClaims;
import org.authfilter.internal.provider.UserUpdate;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.AuthenticationResult.Unauthenticated;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.Test;

class OutcomesTest {

    private static final TokenResult NOT_PROCESSED =
            new Unavailable("HTTP status 503", false, Cause.SERVER_ERROR, null);
    private static final TokenResult MAYBE_PROCESSED = new Unavailable("the connection broke", true, Cause.OTHER, null);
    private static final TokenResult TIMED_OUT = new Unavailable("no response", true, Cause.UNREACHABLE, null);
    private static final TokenResult REJECTED_CLIENT = new Misconfigured("HTTP status 404", false);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);

    private final Engine engine = new Engine();

    @Test
    void R9_a_rejected_refresh_token_ends_the_session_even_while_the_access_token_is_valid() {
        engine.provider.script(new Rejected("HTTP status 400"));
        engine.clock.advance(Engine.WITHIN_MARGIN);

        assertThat(engine.request()).isEqualTo(new SessionEnded(ErrorCode.REFRESH_ACCESS_TOKEN_ERROR));
        assertThat(engine.store.load()).isNull();
        assertThat(engine.request()).isEqualTo(new Unauthenticated());
        assertThat(engine.events(RefreshFailed.class))
                .extracting(RefreshFailed::kind)
                .containsExactly(RefreshFailed.Kind.REJECTED);
        assertThat(engine.events(SignedOut.class))
                .extracting(SignedOut::reason)
                .containsExactly(SignedOut.Reason.REFRESH_REJECTED);
    }

    @Test
    void R9_a_valid_token_is_used_while_the_issuer_is_unavailable() {
        engine.provider.script(NOT_PROCESSED);
        engine.clock.advance(Engine.WITHIN_MARGIN);

        assertThat(engine.token()).isEqualTo("access-1");
        assertThat(engine.events(RefreshFailed.class))
                .extracting(RefreshFailed::kind)
                .containsExactly(RefreshFailed.Kind.UNAVAILABLE);
    }

    @Test
    void R9_an_expired_token_gives_503_while_the_issuer_is_unavailable_and_the_session_stays() {
        engine.provider.script(NOT_PROCESSED);
        engine.clock.advance(Engine.LIFETIME);

        assertThat(engine.request())
                .isEqualTo(new TokenUnavailable(engine.store.load(), ErrorCode.TEMPORARILY_UNAVAILABLE, FIRST_BACKOFF));
    }

    @Test
    void R9_a_refresh_that_was_not_processed_is_sent_again_after_the_backoff_and_not_before() {
        engine.provider.script(NOT_PROCESSED);
        engine.clock.advance(Engine.WITHIN_MARGIN);
        engine.request();

        engine.clock.advance(FIRST_BACKOFF.minusMillis(1));
        assertThat(engine.token()).isEqualTo("access-1");
        assertThat(engine.provider.calls()).isEqualTo(1);

        engine.clock.advance(Duration.ofMillis(1));
        assertThat(engine.token()).isEqualTo("access-2");
    }

    @Test
    void R9_the_backoff_doubles_with_each_failure() {
        engine.provider.script(NOT_PROCESSED, NOT_PROCESSED);
        engine.clock.advance(Engine.LIFETIME);
        engine.request();
        engine.clock.advance(FIRST_BACKOFF);

        assertThat(engine.request())
                .isEqualTo(new TokenUnavailable(
                        engine.store.load(), ErrorCode.TEMPORARILY_UNAVAILABLE, FIRST_BACKOFF.multipliedBy(2)));
    }

    @Test
    void R9_the_Retry_After_of_the_issuer_is_honoured() {
        engine.provider.script(new Unavailable("HTTP status 429", false, Cause.SERVER_ERROR, Duration.ofSeconds(20)));
        engine.clock.advance(Engine.LIFETIME);

        assertThat(engine.request())
                .isEqualTo(new TokenUnavailable(
                        engine.store.load(), ErrorCode.TEMPORARILY_UNAVAILABLE, Duration.ofSeconds(20)));
        engine.clock.advance(Duration.ofSeconds(19));
        engine.request();
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R9_a_refresh_token_that_may_be_used_is_not_presented_while_the_access_token_is_valid() {
        engine.provider.script(MAYBE_PROCESSED);
        engine.clock.advance(Engine.WITHIN_MARGIN);
        engine.request();

        engine.clock.advance(Engine.MARGIN.minusMillis(1));
        assertThat(engine.token()).isEqualTo("access-1");
        assertThat(engine.provider.calls()).isEqualTo(1);

        engine.clock.advance(Duration.ofMillis(1));
        assertThat(engine.token()).isEqualTo("access-2");
        assertThat(engine.provider.calls()).isEqualTo(2);
    }

    @Test
    void R9_a_forced_refresh_does_not_present_a_refresh_token_that_may_be_used_either() {
        engine.provider.script(MAYBE_PROCESSED);
        engine.clock.advance(Engine.WITHIN_MARGIN);
        engine.request();
        engine.clock.advance(FIRST_BACKOFF.multipliedBy(2));

        assertThat(engine.tokenRefresher.refresh(engine.store, engine.store.load()))
                .isInstanceOf(TokenUnavailable.class);
        assertThat(engine.provider.calls()).isEqualTo(1);
    }

    @Test
    void R9_an_issuer_that_rejects_the_client_ends_no_session() {
        engine.provider.script(REJECTED_CLIENT, REJECTED_CLIENT);
        engine.clock.advance(Engine.WITHIN_MARGIN);
        assertThat(engine.token()).isEqualTo("access-1");

        engine.clock.advance(Engine.MARGIN);
        assertThat(engine.request())
                .isInstanceOfSatisfying(
                        TokenUnavailable.class,
                        unavailable -> assertThat(unavailable.error()).isEqualTo(ErrorCode.CONFIGURATION));
        assertThat(engine.store.load()).isNotNull();
        assertThat(engine.events(RefreshFailed.class))
                .extracting(RefreshFailed::kind)
                .containsOnly(RefreshFailed.Kind.MISCONFIGURED);
    }

    @Test
    void R9_a_forced_refresh_that_fails_is_reported_although_the_token_is_valid() {
        engine.provider.script(NOT_PROCESSED);

        assertThat(engine.tokenRefresher.refresh(engine.store, engine.store.load()))
                .isInstanceOf(TokenUnavailable.class);
        assertThat(engine.token()).isEqualTo("access-1");
    }

    @Test
    void R10_a_later_success_clears_every_error() {
        engine.provider.script(NOT_PROCESSED, REJECTED_CLIENT, MAYBE_PROCESSED);
        engine.clock.advance(Engine.LIFETIME);
        for (int failures = 0; failures < 3; failures++) {
            assertThat(engine.request()).isInstanceOf(TokenUnavailable.class);
            engine.clock.advance(Duration.ofSeconds(32));
        }
        assertThat(engine.token()).isEqualTo("access-2");

        engine.provider.script(NOT_PROCESSED);
        engine.clock.advance(Engine.LIFETIME);
        assertThat(engine.request())
                .isEqualTo(new TokenUnavailable(engine.store.load(), ErrorCode.TEMPORARILY_UNAVAILABLE, FIRST_BACKOFF));
    }

    @Test
    void R12_an_expired_refresh_token_is_not_presented_and_the_session_ends_with_the_access_token() {
        replaceTokens(new TokenSet(
                "a", "r", null, Engine.START, Engine.START.plus(Engine.LIFETIME), Engine.START.plusSeconds(10)));
        engine.clock.advance(Engine.WITHIN_MARGIN);
        assertThat(engine.token()).isEqualTo("a");

        engine.clock.advance(Engine.MARGIN);
        assertThat(engine.request()).isEqualTo(new SessionEnded(ErrorCode.SESSION_EXPIRED));
        assertThat(engine.store.load()).isNull();
        assertThat(engine.provider.calls()).isZero();
        assertThat(engine.events(SignedOut.class))
                .extracting(SignedOut::reason)
                .containsExactly(SignedOut.Reason.EXPIRED);
    }

    @Test
    void R12_a_token_set_without_a_refresh_token_ends_at_its_expiry() {
        replaceTokens(new TokenSet("a", null, null, Engine.START, Engine.START.plus(Engine.LIFETIME), null));
        engine.clock.advance(Engine.LIFETIME.minusMillis(1));
        assertThat(engine.token()).isEqualTo("a");

        engine.clock.advance(Duration.ofMillis(1));
        assertThat(engine.request()).isEqualTo(new SessionEnded(ErrorCode.SESSION_EXPIRED));
    }

    @Test
    void R15_a_backend_whose_clock_is_wrong_is_called_at_most_once_a_second() {
        engine.provider.lifetime(Duration.ofMinutes(-1));
        engine.clock.advance(Engine.LIFETIME);
        assertThat(engine.token()).isEqualTo("access-2");

        for (int millis = 0; millis < 3000; millis += 100) {
            assertThat(engine.request()).isInstanceOf(Authenticated.class);
            engine.clock.advance(Duration.ofMillis(100));
        }
        assertThat(engine.provider.calls()).isEqualTo(3);
    }

    @Test
    void an_issuer_that_issues_the_same_tokens_again_is_called_again_when_they_are_due() {
        for (int refreshes = 1; refreshes <= 3; refreshes++) {
            engine.clock.advance(Engine.LIFETIME);
            TokenSet same = new TokenSet(
                    "access-1",
                    "refresh-1",
                    null,
                    engine.clock.instant(),
                    engine.clock.instant().plus(Engine.LIFETIME),
                    null);
            engine.provider.script(new Issued(same, null));

            assertThat(engine.token()).isEqualTo("access-1");
            assertThat(engine.provider.calls()).isEqualTo(refreshes);
        }
    }

    @Test
    void R4_one_session_probes_a_provider_that_timed_out_and_the_others_get_503_at_once() {
        MemoryStore other = new MemoryStore(engine.newSession("sign-in-2"));
        engine.provider.script(TIMED_OUT, TIMED_OUT);
        engine.clock.advance(Engine.LIFETIME);
        engine.request();

        assertThat(engine.tokenRefresher.ensureFresh(other, other.load())).isInstanceOf(TokenUnavailable.class);
        assertThat(engine.provider.calls()).isEqualTo(1);

        engine.clock.advance(FIRST_BACKOFF);
        assertThat(engine.tokenRefresher.ensureFresh(other, other.load())).isInstanceOf(TokenUnavailable.class);
        assertThat(engine.request()).isInstanceOf(TokenUnavailable.class);
        assertThat(engine.provider.calls()).isEqualTo(2);
    }

    @Test
    void R4_a_request_with_a_valid_token_continues_although_the_provider_timed_out() {
        engine.provider.script(TIMED_OUT);
        engine.clock.advance(Engine.WITHIN_MARGIN);
        engine.request();
        MemoryStore other = new MemoryStore(engine.newSession("sign-in-2"));
        engine.clock.advance(Engine.WITHIN_MARGIN);

        assertThat(engine.tokenRefresher.ensureFresh(other, other.load())).isInstanceOf(Authenticated.class);
    }

    @Test
    void R4_all_sessions_refresh_again_after_a_response_to_a_probe() {
        MemoryStore other = new MemoryStore(engine.newSession("sign-in-2"));
        engine.provider.script(TIMED_OUT);
        engine.clock.advance(Engine.LIFETIME);
        engine.request();
        engine.clock.advance(FIRST_BACKOFF);

        assertThat(engine.request()).isInstanceOf(Authenticated.class);
        assertThat(engine.tokenRefresher.ensureFresh(other, other.load())).isInstanceOf(Authenticated.class);
    }

    @Test
    void R17_the_user_follows_a_refresh() {
        User known = engine.store.load().user();
        engine.provider.script(Issued.refreshed(
                engine.provider.signIn(),
                new UserUpdate(new UserClaims("alice b.", null, List.of("admin")), UserClaims.NONE, UserClaims.NONE)));
        engine.clock.advance(Engine.WITHIN_MARGIN);

        assertThat(((Authenticated) engine.request()).session().user())
                .isEqualTo(new User("alice b.", known.email(), List.of("admin"), known.subject(), known.issuer()));
    }

    private void replaceTokens(TokenSet tokens) {
        engine.store.replace(engine.store.load().withTokens(tokens));
    }

    @Test
    void R15_tokens_that_arrive_with_milliseconds_to_live_are_refreshed_once_a_second() {
        engine.provider.lifetime(Duration.ofMillis(5));
        engine.clock.advance(Engine.LIFETIME);
        for (int i = 0; i < 100; i++) {
            engine.request();
            engine.clock.advance(Duration.ofMillis(20));
        }

        assertThat(engine.provider.calls()).isEqualTo(2);
    }

    @Test
    void R4_a_call_that_fails_for_lack_of_threads_is_sent_again_later() {
        engine.clock.advance(Engine.LIFETIME);
        engine.provider.failNextCallFatally();
        assertThat(engine.request()).isInstanceOf(TokenUnavailable.class);

        engine.clock.advance(FIRST_BACKOFF);

        assertThat(engine.token()).isEqualTo("access-2");
    }

    @Test
    void R4_no_request_waits_for_a_refresh_whose_session_can_not_be_read_again() {
        engine.clock.advance(Engine.LIFETIME);
        engine.store.failReadAfter(1);
        assertThatThrownBy(engine::request).isInstanceOf(IllegalArgumentException.class);

        assertThat(engine.token()).isEqualTo("access-2");
    }
}
