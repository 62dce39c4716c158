package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdTokenClaimsValidatorTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    /** The example of OpenID Connect Core 1.0, appendix A.3; its hash by SHA-256 stands there as well. */
    private static final String ACCESS_TOKEN = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y";

    private final IdTokenClaimsValidator rules = with();

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "RS256, 77QmUPtjPfzWtF2AnpK9RQ",
        "ES384, jtAeDp945y1dDqU3nkIVGNZP1HjH_MFs",
        "PS512, q7nS86GgvvFaZkzALLWqJYaJIKw2wCDAVfCAsm5CrBM",
        "EdDSA, q7nS86GgvvFaZkzALLWqJYaJIKw2wCDAVfCAsm5CrBM",
    })
    void the_at_hash_uses_the_digest_of_the_signature(String algorithm, String atHash) {
        Claims claims = claims(Map.of("at_hash", atHash));

        assertThat(rules.errorAtSignIn(claims, request(null), tokens(algorithm), NOW))
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"RS384", "RS512", "EdDSA"})
    void an_at_hash_of_another_digest_is_rejected(String algorithm) {
        Claims claims = claims(Map.of("at_hash", "77QmUPtjPfzWtF2AnpK9RQ"));

        assertThat(rules.errorAtSignIn(claims, request(null), tokens(algorithm), NOW))
                .isEqualTo("at_hash does not match the access token");
    }

    @Test
    void the_at_hash_may_be_missing() {
        assertThat(rules.errorAtSignIn(claims(Map.of()), request(null), tokens("RS256"), NOW))
                .isNull();
    }

    @ParameterizedTest(name = "{0} s ago")
    @CsvSource({"60, true", "90, true", "91, false"})
    void the_age_of_the_sign_in_may_exceed_max_age_by_the_clock_skew(long ago, boolean isValid) {
        Claims claims = claims(Map.of("auth_time", NOW.getEpochSecond() - ago));

        assertThat(rules.errorAtSignIn(claims, request(60L), tokens("RS256"), NOW) == null)
                .isEqualTo(isValid);
    }

    @Test
    void max_age_requires_an_auth_time() {
        assertThat(rules.errorAtSignIn(claims(Map.of()), request(60L), tokens("RS256"), NOW))
                .isEqualTo("auth_time is missing or longer ago than max_age");
    }

    @ParameterizedTest(name = "trusted-audiences={0}: {1}")
    @CsvSource({"api, true", "'api,other', true", "other, false", "shop, false"})
    void a_further_audience_has_to_be_trusted(String trusted, boolean isAccepted) {
        Claims claims = claims(Map.of("aud", List.of("shop", "api"), "azp", "shop"));

        String error = with("trusted-audiences", trusted).errorAtSignIn(claims, request(null), tokens("RS256"), NOW);

        assertThat(error)
                .isEqualTo(isAccepted ? null : "unexpected further audience (aud): trusted-audiences does not name it");
    }

    @Test
    void an_audience_that_is_repeated_is_one() {
        Claims claims = claims(Map.of("aud", List.of("shop", "shop")));

        assertThat(with("trusted-audiences", "").errorAtSignIn(claims, request(null), tokens("RS256"), NOW))
                .isNull();
    }

    @Test
    void no_further_audience_is_trusted_by_default() {
        Claims claims = claims(Map.of("aud", List.of("shop", "api"), "azp", "shop"));

        assertThat(rules.errorAtSignIn(claims, request(null), tokens("RS256"), NOW))
                .isEqualTo("unexpected further audience (aud): trusted-audiences does not name it");
    }

    @ParameterizedTest(name = "required-acr={0}, acr {1}: {2}")
    @CsvSource({
        "mfa,       mfa, true",
        "'phr,mfa', mfa, true",
        "mfa,       pwd, false",
        "mfa,       ,    false",
        ",          pwd, true",
    })
    void the_acr_has_to_be_one_of_those_required(String required, String acr, boolean isAccepted) {
        IdTokenClaimsValidator validator = required == null ? with() : with("required-acr", required);

        String error = validator.errorAtSignIn(claims(Map.of()).with("acr", acr), request(null), tokens("RS256"), NOW);

        assertThat(error).isEqualTo(isAccepted ? null : "acr is missing, or not one of required-acr");
    }

    private static IdTokenClaimsValidator with(String... keysAndValues) {
        return new IdTokenClaimsValidator(OpenIdTokens.settings(keysAndValues), Duration.ofSeconds(30));
    }

    @Test
    void R13_a_refreshed_id_token_of_another_issuer_contradicts() {
        Claims original = claims(Map.of("iss", "https://former.example"));

        assertThat(rules.contradiction(claims(Map.of()), original))
                .isEqualTo("the subject (sub) or issuer (iss) has changed");
    }

    @Test
    void R13_the_order_of_audiences_does_not_matter() {
        Claims original = claims(Map.of("aud", List.of("shop", "api"), "azp", "shop"));
        Claims refreshed = claims(Map.of("aud", List.of("api", "shop"), "azp", "shop"));

        assertThat(rules.contradiction(refreshed, original)).isNull();
    }

    @Test
    void R13_the_auth_time_is_no_contradiction() {
        assertThat(rules.contradiction(claims(Map.of("auth_time", 2L)), claims(Map.of("auth_time", 1L))))
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"77QmUPtjPfzWtF2AnpK9RQ, true", "AAAAAAAAAAAAAAAAAAAAAA, false", ", true"})
    void R13_an_at_hash_has_to_be_that_of_the_access_token(String atHash, boolean isBound) {
        Claims refreshed = claims(Map.of()).with("at_hash", atHash);

        assertThat(rules.isBoundTo(tokens("RS256"), refreshed)).isEqualTo(isBound);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"1700000000, false", "1700000001, true", ", false"})
    void R13_the_auth_time_may_be_a_number_or_a_string(String refreshed, boolean hasMoved) {
        Claims original = claims(Map.of("auth_time", 1_700_000_000L));

        assertThat(rules.hasMovedAuthTime(claims(Map.of()).with("auth_time", refreshed), original))
                .isEqualTo(hasMoved);
    }

    private static AuthorizationRequest request(Long maxAge) {
        return new AuthorizationRequest("state", "nonce", "verifier", "https://shop.example/callback", maxAge);
    }

    private static Claims claims(Map<String, Object> further) {
        Map<String, Object> claims = new HashMap<>(
                Map.of("iss", "https://issuer.example", "sub", "sub-alice", "aud", "shop", "nonce", "nonce"));
        claims.putAll(further);
        return new Claims(claims);
    }

    private static TokenSet tokens(String algorithm) {
        String header = "{\"alg\":\"" + algorithm + "\"}";
        String idToken = Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.UTF_8))
                + ".e30.AA";
        return new TokenSet(ACCESS_TOKEN, null, idToken, NOW, null, null);
    }
}
