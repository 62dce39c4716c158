package org.authfilter.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSetTest {

    private static final Instant OBTAINED = Instant.parse("2026-11-01T12:00:00Z");

    @ParameterizedTest(name = "R2: lifetime {0}, margin {1}: refreshed after {2}")
    @CsvSource({
        "PT5M,    PT1M,   PT4M",
        "PT2M,    PT1M,   PT1M",
        "PT1M59S, PT1M,   PT59.5S",
        "PT30S,   PT1M,   PT15S",
        "PT1S,    PT1M,   PT0.5S",
        "PT5M,    PT0S,   PT5M",
        "PT5M,    PT2M30S,PT2M30S",
    })
    void the_effective_margin_is_never_more_than_half_of_the_lifetime(
            Duration lifetime, Duration margin, Duration refreshedAfter) {
        TokenSet tokens = livingFor(lifetime);
        Instant refreshAt = OBTAINED.plus(refreshedAfter);

        assertThat(tokens.refreshAt(margin, OBTAINED)).isEqualTo(refreshAt);
        assertThat(tokens.expiresWithin(margin, refreshAt.minusNanos(1))).isFalse();
        assertThat(tokens.expiresWithin(margin, refreshAt)).isTrue();
    }

    @ParameterizedTest(name = "R2: access {0}, refresh {1}, margin {2}: refreshed after {3}")
    @CsvSource({
        "PT60M, PT30M,   PT1M,  PT29M",
        "PT60M, PT60M,   PT1M,  PT59M",
        "PT60M, PT61M,   PT1M,  PT59M",
        "PT60M, PT1M,    PT1M,  PT30S",
        "PT60M, PT90M,   PT40M, PT30M",
        "     , PT30M,   PT1M,  PT29M",
        "PT5M,  PT-1H,   PT1M,  PT4M",
    })
    void R2_a_refresh_token_that_expires_earlier_is_used_before_it_expires(
            Duration access, Duration refresh, Duration margin, Duration refreshedAfter) {
        TokenSet tokens = new TokenSet(
                "a", "r", null, OBTAINED, access == null ? null : OBTAINED.plus(access), OBTAINED.plus(refresh));
        Instant refreshAt = OBTAINED.plus(refreshedAfter);

        assertThat(tokens.refreshAt(margin, OBTAINED)).isEqualTo(refreshAt);
        assertThat(tokens.expiresWithin(margin, refreshAt.minusNanos(1))).isFalse();
        assertThat(tokens.expiresWithin(margin, refreshAt)).isTrue();
    }

    @Test
    void R2_a_refresh_token_that_has_expired_does_not_count() {
        TokenSet tokens = new TokenSet("a", "r", null, OBTAINED, OBTAINED.plusSeconds(3600), OBTAINED.plusSeconds(600));

        assertThat(tokens.expiresWithin(Duration.ofMinutes(1), OBTAINED.plusSeconds(599)))
                .isTrue();
        assertThat(tokens.expiresWithin(Duration.ofMinutes(1), OBTAINED.plusSeconds(600)))
                .isFalse();
    }

    @Test
    void R2_the_expiry_of_a_missing_refresh_token_does_not_count() {
        TokenSet tokens = new TokenSet("a", null, null, OBTAINED, OBTAINED.plusSeconds(3600), OBTAINED.plusSeconds(60));

        assertThat(tokens.refreshAt(Duration.ofMinutes(1), OBTAINED)).isEqualTo(OBTAINED.plusSeconds(3540));
    }

    @Test
    void a_token_is_expired_from_its_expiry_on() {
        TokenSet tokens = livingFor(Duration.ofMinutes(5));
        Instant expiry = OBTAINED.plus(Duration.ofMinutes(5));

        assertThat(tokens.isExpired(expiry.minusNanos(1))).isFalse();
        assertThat(tokens.isExpired(expiry)).isTrue();
    }

    @Test
    void a_token_of_unknown_expiry_is_never_due() {
        TokenSet tokens = new TokenSet("a", "r", null, OBTAINED, null, null);
        Instant inAHundredYears = OBTAINED.plus(Duration.ofDays(36_500));

        assertThat(tokens.expiresWithin(Duration.ofMinutes(1), inAHundredYears)).isFalse();
        assertThat(tokens.isExpired(inAHundredYears)).isFalse();
        assertThat(tokens.refreshAt(Duration.ofMinutes(1), OBTAINED)).isNull();
    }

    @ParameterizedTest(name = "R15: expiry {0} after arrival")
    @CsvSource({"PT0.099S", "PT0S", "PT-1S", "PT-1H"})
    void R15_a_set_that_arrives_almost_expired_is_used_for_one_second(Duration expiry) {
        TokenSet tokens = livingFor(expiry);

        assertThat(tokens.wasExpiredOnArrival()).isTrue();
        assertThat(tokens.expiresWithin(Duration.ofMinutes(1), OBTAINED.plusMillis(999)))
                .isFalse();
        assertThat(tokens.isExpired(OBTAINED.plusMillis(999))).isFalse();
        assertThat(tokens.isExpired(OBTAINED.plusSeconds(1))).isTrue();
    }

    @Test
    void R15_a_set_that_arrives_expired_is_refreshed_when_its_second_is_over() {
        assertThat(livingFor(Duration.ofHours(-1)).refreshAt(Duration.ofMinutes(1), OBTAINED))
                .isEqualTo(OBTAINED.plusSeconds(1));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "a1, r1, PT0S,     true",
        "a2, r1, PT0S,     false",
        "a1, r2, PT0S,     false",
        "a1,   , PT0S,     false",
        "a1, r1, PT0.001S, false",
    })
    void two_sets_are_the_same_if_one_response_issued_them(
            String access, String refresh, Duration later, boolean isTheSame) {
        TokenSet tokens = new TokenSet("a1", "r1", null, OBTAINED, null, null);

        assertThat(tokens.isSameAs(new TokenSet(access, refresh, null, OBTAINED.plus(later), null, null)))
                .isEqualTo(isTheSame);
    }

    @ParameterizedTest(name = "R15: expiry {0} after arrival")
    @CsvSource({"PT0.1S", "PT0.997S"})
    void R15_a_set_with_a_short_lifetime_is_not_used_beyond_its_expiry(Duration expiry) {
        TokenSet tokens = livingFor(expiry);

        assertThat(tokens.wasExpiredOnArrival()).isFalse();
        assertThat(tokens.isExpired(OBTAINED.plus(expiry))).isTrue();
    }

    @Test
    void R15_an_awaiting_set_has_the_new_refresh_token_and_the_old_access_token() {
        TokenSet old = new TokenSet("a1", "r1", "i1", OBTAINED, OBTAINED.plusSeconds(60), OBTAINED.plusSeconds(600));
        Instant later = OBTAINED.plusSeconds(50);
        TokenSet next = new TokenSet("a2", "r2", null, later, later.plusSeconds(60), later.plusSeconds(600));

        TokenSet awaiting = old.awaiting(next);

        assertThat(awaiting.accessToken()).isEqualTo("a1");
        assertThat(awaiting.expiresAt()).isEqualTo(OBTAINED.plusSeconds(60));
        assertThat(awaiting.refreshToken()).isEqualTo("r2");
        assertThat(awaiting.refreshExpiresAt()).isEqualTo(later.plusSeconds(600));
        assertThat(awaiting.unverified())
                .isEqualTo(new TokenSet("a2", "r2", "i1", later, later.plusSeconds(60), later.plusSeconds(600)));
        assertThat(awaiting.isSameAs(old)).isFalse();
        assertThat(awaiting.expiresWithin(Duration.ZERO, later)).isTrue();
    }

    @Test
    void R15_a_new_set_awaits_verification_until_it_expires() {
        TokenSet awaiting = livingFor(Duration.ofMinutes(1)).awaiting(livingFor(Duration.ofMinutes(5)));

        assertThat(awaiting.awaitsVerification(OBTAINED.plusSeconds(300).minusNanos(1)))
                .isTrue();
        assertThat(awaiting.awaitsVerification(OBTAINED.plusSeconds(300))).isFalse();
        assertThat(livingFor(Duration.ofMinutes(1)).awaitsVerification(OBTAINED))
                .isFalse();
    }

    @Test
    void R8_a_response_without_a_refresh_token_and_an_id_token_keeps_the_old_ones() {
        Instant refreshExpiry = OBTAINED.plusSeconds(600);
        TokenSet old = new TokenSet("a1", "r1", "i1", OBTAINED, OBTAINED.plusSeconds(60), refreshExpiry);
        TokenSet response = new TokenSet("a2", null, null, OBTAINED.plusSeconds(50), OBTAINED.plusSeconds(110), null);

        TokenSet kept = response.withMissingFrom(old);

        assertThat(kept)
                .isEqualTo(new TokenSet(
                        "a2", "r1", "i1", OBTAINED.plusSeconds(50), OBTAINED.plusSeconds(110), refreshExpiry));
    }

    @Test
    void R8_a_new_refresh_token_replaces_the_old_one_with_its_expiry() {
        TokenSet old = new TokenSet("a1", "r1", "i1", OBTAINED, null, OBTAINED.plusSeconds(600));
        TokenSet response = new TokenSet("a2", "r2", "i2", OBTAINED, null, null);

        assertThat(response.withMissingFrom(old)).isEqualTo(response);
    }

    @Test
    void R13_later_token_sets_keep_the_claims_of_the_sign_in() {
        SignInClaims signIn = new SignInClaims("nonce", 1L);
        TokenSet first = new TokenSet("a1", "r1", "i1", OBTAINED, null, null).withSignIn(signIn);
        TokenSet response = new TokenSet("a2", "r2", "i2", OBTAINED, null, null);

        assertThat(response.withMissingFrom(response.withMissingFrom(first)).signIn())
                .isEqualTo(signIn);
        assertThat(first.awaiting(response).signIn()).isEqualTo(signIn);
    }

    @Test
    void R12_a_refresh_token_may_be_presented_until_its_known_expiry() {
        TokenSet tokens = new TokenSet("a", "r", null, OBTAINED, null, OBTAINED.plusSeconds(10));

        assertThat(tokens.isRefreshable(OBTAINED.plusSeconds(10).minusNanos(1))).isTrue();
        assertThat(tokens.isRefreshable(OBTAINED.plusSeconds(10))).isFalse();
        assertThat(new TokenSet("a", null, null, OBTAINED, null, null).isRefreshable(OBTAINED))
                .isFalse();
    }

    @Test
    void tokens_never_print() {
        TokenSet tokens = new TokenSet("access-secret", "refresh-secret", "id-secret", OBTAINED, null, null);

        assertThat(tokens.toString()).doesNotContain("secret").contains(OBTAINED.toString());
        assertThat(new SignInClaims("nonce-secret", 17L).toString()).isEqualTo("SignInClaims[authTime=17]");
    }

    @Test
    void expiries_out_of_range_are_stored_as_the_limits_of_the_range() {
        TokenSet tokens = new TokenSet("a", "r", null, OBTAINED, Instant.MAX, Instant.MIN);

        assertThat(tokens.expiresAt()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(tokens.refreshExpiresAt()).isEqualTo(Instant.EPOCH);
    }

    private static TokenSet livingFor(Duration lifetime) {
        return new TokenSet("a", "r", null, OBTAINED, OBTAINED.plus(lifetime), null);
    }
}
