package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.TokenResult.Unverified;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access tokens are verified at the sign-in and at each refresh. */
class AccessTokenVerifierTest {

    private final Calls calls = new Calls();
    private final FakeIssuer issuer = FakeIssuer.start(calls.clock).jwt(true).jwtAudience("orders");
    private final CredentialsTokenProvider provider = calls.of(
            issuer,
            "jwks-url",
            issuer.jwksUrl().toString(),
            "issuer",
            issuer.url("").toString(),
            "audience",
            "orders");

    @AfterEach
    void stop() {
        issuer.close();
        calls.close();
    }

    @Test
    void a_valid_token_signs_in_and_the_keys_are_read_once() throws Exception {
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        Calls.issued(provider.refresh(tokens, false));

        assertThat(issuer.counters().keyReadings()).isEqualTo(1);
    }

    @Test
    void keys_that_are_rotated_while_running_are_found() throws Exception {
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        issuer.rotateKey();
        calls.clock.advance(Duration.ofMinutes(1));

        assertThat(Calls.await(provider.refresh(tokens, false))).isInstanceOf(Issued.class);
        assertThat(issuer.counters().keyReadings()).isEqualTo(2);
    }

    @Test
    void a_token_of_another_issuer_fails_the_sign_in() throws Exception {
        issuer.jwtIssuer("https://other.example");

        assertRefused("unexpected issuer (iss)");
    }

    @Test
    void a_token_for_another_audience_fails_the_sign_in() throws Exception {
        issuer.jwtAudience("invoices");

        assertRefused("unexpected audience (aud)");
    }

    @Test
    void an_opaque_token_fails_the_sign_in() throws Exception {
        issuer.jwt(false);

        assertRefused("not a signed JWT");
    }

    @Test
    void a_token_beyond_its_expiry_and_the_skew_fails_the_sign_in() throws Exception {
        assertThat(signInWithATokenThatExpiredAgo(Duration.ofSeconds(30)))
                .isInstanceOfSatisfying(
                        Misconfigured.class,
                        misconfigured -> assertThat(misconfigured.reason()).contains("expired (exp)"));
    }

    @Test
    void a_token_beyond_its_expiry_but_within_the_skew_is_valid() throws Exception {
        assertThat(signInWithATokenThatExpiredAgo(Duration.ofSeconds(29))).isInstanceOf(Issued.class);
    }

    private TokenResult signInWithATokenThatExpiredAgo(Duration time) throws Exception {
        Duration lifetime = Duration.ofMinutes(5);
        MutableClock behind = new MutableClock(Calls.NOW.minus(lifetime).minus(time));
        try (FakeIssuer late = FakeIssuer.start(behind).jwt(true).accessTokenLifetime(lifetime)) {
            return Calls.await(
                    calls.of(late, "jwks-url", late.jwksUrl().toString()).signIn(Calls.ALICE));
        }
    }

    @Test
    void whatever_issuer_and_audience_are_good_where_none_is_demanded() throws Exception {
        issuer.jwtIssuer("https://other.example").jwtAudience("invoices");

        assertThat(Calls.await(calls.of(issuer, "jwks-url", issuer.jwksUrl().toString())
                        .signIn(Calls.ALICE)))
                .isInstanceOf(Issued.class);
    }

    @Test
    void without_the_keys_the_sign_in_fails_and_the_tokens_are_revoked() throws Exception {
        issuer.keysAlways(Fault.status(500));

        assertThat(Calls.await(provider.signIn(Calls.ALICE)))
                .isEqualTo(new Unavailable(
                        "the issuer's keys can't be loaded: HTTP status 500", false, Cause.OTHER, null));
        issuer.counters().awaitRevocations(1);
    }

    @Test
    void the_tokens_of_a_failed_sign_in_are_revoked() throws Exception {
        issuer.jwtAudience("invoices");
        Calls.await(provider.signIn(Calls.ALICE));

        issuer.counters().awaitRevocations(1);
    }

    @Test
    void R9_an_invalid_refreshed_token_leaves_the_former_one_and_keeps_the_new_refresh_token() throws Exception {
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        issuer.jwtAudience("invoices");

        assertThat(Calls.await(provider.refresh(tokens, false))).isInstanceOfSatisfying(Unverified.class, result -> {
            assertThat(result.why()).isInstanceOf(Misconfigured.class);
            assertThat(result.tokens().accessToken()).isEqualTo(tokens.accessToken());
            assertThat(result.tokens().refreshToken()).isEqualTo("refresh-2");
        });
    }

    @Test
    void R15_a_refreshed_token_waits_for_the_keys_and_is_verified_once_they_are_there() throws Exception {
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        issuer.rotateKey().keysAlways(Fault.status(503));
        calls.clock.advance(Duration.ofMinutes(1));
        Unverified waiting = (Unverified) Calls.await(provider.refresh(tokens, false));
        assertThat(waiting.why()).isInstanceOf(Unavailable.class);
        calls.clock.advance(Duration.ofSeconds(1));
        assertThat(Calls.await(provider.verify(waiting.tokens()))).isInstanceOf(Unavailable.class);

        issuer.healthy();
        calls.clock.advance(Duration.ofSeconds(1));

        TokenSet verified = Calls.issued(provider.verify(waiting.tokens())).tokens();
        assertThat(verified).isEqualTo(waiting.tokens().unverified());
        assertThat(verified.refreshToken()).isEqualTo("refresh-2");
    }

    @Test
    void R15_keys_that_are_slow_do_not_keep_the_new_tokens_from_being_stored() throws Exception {
        TokenSet tokens = Calls.issued(provider.signIn(Calls.ALICE)).tokens();
        issuer.rotateKey().keysAlways(Fault.slowDrip());
        calls.clock.advance(Duration.ofMinutes(1));

        assertThat(Calls.await(provider.refresh(tokens, false)))
                .isInstanceOfSatisfying(
                        Unverified.class,
                        waiting -> assertThat(waiting.why().reason()).isEqualTo("the issuer's keys are slow"));
    }

    @Test
    void the_reason_quotes_nothing_of_the_token() throws Exception {
        issuer.jwtIssuer("https://s3cret.example");

        TokenResult result = Calls.await(provider.signIn(Calls.ALICE));

        assertThat(result.toString()).doesNotContain("s3cret").doesNotContain("eyJ");
    }

    private void assertRefused(String reason) throws Exception {
        assertThat(Calls.await(provider.signIn(Calls.ALICE)))
                .isInstanceOfSatisfying(
                        Misconfigured.class,
                        misconfigured -> assertThat(misconfigured.reason()).contains(reason));
    }
}
