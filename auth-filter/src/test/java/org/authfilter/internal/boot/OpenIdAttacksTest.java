package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.Query;
import org.jose4j.json.JsonUtil;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** One attack on a sign-in, or one error of a provider, per test: the sign-in is refused, and the log has the reason. */
class OpenIdAttacksTest {

    private final OpenIdShop shop = new OpenIdShop("provider.idp.userinfo", "true");
    private final FakeOpenIdProvider provider = shop.provider;
    private final LogRecords log = new LogRecords();

    @AfterEach
    void stop() {
        log.close();
        shop.close();
    }

    @Test
    void an_id_token_of_another_issuer() throws Exception {
        provider.bendIdToken(claims -> claims.put("iss", "https://other.example"));
        refused("OAuthCallback", "unexpected issuer (iss)");
    }

    @Test
    void an_id_token_without_issuer() throws Exception {
        provider.bendIdToken(claims -> claims.remove("iss"));
        refused("OAuthCallback", "iss is missing");
    }

    @Test
    void an_id_token_without_subject() throws Exception {
        provider.bendIdToken(claims -> claims.remove("sub"));
        refused("OAuthCallback", "ID token: the JWT is invalid: sub is missing");
    }

    @Test
    void an_id_token_with_an_empty_subject() throws Exception {
        provider.bendIdToken(claims -> claims.put("sub", ""));
        refused("OAuthCallback", "sub is missing");
    }

    @Test
    void an_id_token_for_another_client() throws Exception {
        provider.bendIdToken(claims -> claims.put("aud", "other-client"));
        refused("OAuthCallback", "unexpected audience (aud)");
    }

    @Test
    void an_id_token_without_audience() throws Exception {
        provider.bendIdToken(claims -> claims.remove("aud"));
        refused("OAuthCallback", "aud is missing");
    }

    @Test
    void an_id_token_for_several_audiences_without_authorized_party() throws Exception {
        provider.bendIdToken(claims -> claims.put("aud", List.of("shop", "other-client")));
        refused("OAuthCallback", "azp is missing");
    }

    @Test
    void an_id_token_whose_authorized_party_is_another_client() throws Exception {
        provider.bendIdToken(claims -> claims.put("azp", "other-client"));
        refused("OAuthCallback", "unexpected azp");
    }

    @Test
    void an_id_token_that_has_expired() throws Exception {
        provider.bendIdToken(claims -> claims.put("exp", seconds() - 31));
        refused("OAuthCallback", "expired (exp)");
    }

    @Test
    void an_id_token_that_is_not_yet_valid() throws Exception {
        provider.bendIdToken(claims -> claims.put("nbf", seconds() + 31));
        refused("OAuthCallback", "not yet valid (nbf)");
    }

    @Test
    void an_id_token_that_never_expires() throws Exception {
        provider.bendIdToken(claims -> claims.remove("exp"));
        refused("OAuthCallback", "exp is missing");
    }

    @Test
    void an_id_token_of_the_future() throws Exception {
        provider.bendIdToken(claims -> claims.put("iat", seconds() + 31));
        refused("OAuthCallback", "issued in the future (iat)");
    }

    @Test
    void an_id_token_without_the_time_of_its_issue() throws Exception {
        provider.bendIdToken(claims -> claims.remove("iat"));
        refused("OAuthCallback", "iat is missing");
    }

    @Test
    void an_id_token_with_another_nonce() throws Exception {
        provider.bendIdToken(claims -> claims.put("nonce", "another"));
        refused("OAuthCallback", "unexpected nonce");
    }

    @Test
    void an_id_token_without_nonce() throws Exception {
        provider.bendIdToken(claims -> claims.remove("nonce"));
        refused("OAuthCallback", "unexpected nonce");
    }

    @Test
    void an_id_token_with_the_hash_of_another_access_token() throws Exception {
        provider.bendIdToken(claims -> claims.put("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"));
        refused("OAuthCallback", "at_hash does not match the access token");
    }

    @Test
    void an_id_token_with_a_broken_signature() throws Exception {
        provider.replaceIdToken(token -> token.substring(0, token.length() - 8) + "AAAAAAAA");
        refused("OAuthCallback", "signature invalid");
    }

    @Test
    void an_id_token_whose_claims_were_changed_after_signing() throws Exception {
        provider.replaceIdToken(changed(json -> json.replace("sub-alice", "sub-admin")));
        refused("OAuthCallback", "signature invalid");
    }

    @Test
    void an_id_token_with_algorithm_none() throws Exception {
        provider.replaceIdToken(token -> base64("{\"alg\":\"none\"}") + "." + token.split("\\.", -1)[1] + ".");
        refused("OAuthCallback", "ID token: the JWT is invalid");
    }

    @Test
    void an_id_token_signed_with_the_public_key_as_a_secret() throws Exception {
        provider.replaceIdToken(
                token -> hmac(token, provider.signingKey().getPublicKey().getEncoded()));
        refused("OAuthCallback", "ID token: the JWT is invalid");
    }

    @Test
    void an_id_token_signed_with_the_client_secret() throws Exception {
        byte[] secret = "s3cret-s3cret-s3cret-s3cret-s3cret".getBytes(StandardCharsets.UTF_8);
        provider.replaceIdToken(token -> hmac(token, secret));
        refused("OAuthCallback", "ID token: the JWT is invalid");
    }

    @Test
    void a_token_response_without_id_token() throws Exception {
        provider.bendTokenResponse(response -> response.remove("id_token"));
        refused("Configuration", "no id_token");
    }

    @Test
    void a_token_response_without_access_token() throws Exception {
        provider.bendTokenResponse(response -> response.remove("access_token"));
        refused("Configuration", "no access_token");
    }

    @Test
    void an_access_token_of_another_type_than_bearer() throws Exception {
        provider.bendTokenResponse(response -> response.put("token_type", "DPoP"));
        refused("Configuration", "bearer");
    }

    @Test
    void user_info_of_another_user() throws Exception {
        provider.bendUserInfo(claims -> claims.put("sub", "sub-bob"));
        refused("OAuthCallback", "UserInfo: unexpected subject (sub)");
    }

    @Test
    void user_info_without_subject() throws Exception {
        provider.bendUserInfo(claims -> claims.remove("sub"));
        refused("OAuthCallback", "UserInfo: unexpected subject (sub)");
    }

    @Test
    void user_info_that_is_refused() throws Exception {
        provider.fail("/userinfo", 403, "insufficient_scope");
        refused("Configuration", "UserInfo: HTTP status 403");
    }

    @Test
    void user_info_that_is_unavailable() throws Exception {
        provider.fail("/userinfo", 503, "later");
        refused("TemporarilyUnavailable", "UserInfo: HTTP status 503");
    }

    @Test
    void signed_user_info_with_a_broken_signature() throws Exception {
        provider.signUserInfo(token -> token.substring(0, token.length() - 8) + "AAAAAAAA");
        refused("OAuthCallback", "UserInfo: the JWT is invalid: signature invalid");
    }

    @Test
    void signed_user_info_with_algorithm_none() throws Exception {
        provider.signUserInfo(token -> base64("{\"alg\":\"none\"}") + "." + token.split("\\.", -1)[1] + ".");
        refused("OAuthCallback", "UserInfo: the JWT is invalid");
    }

    @Test
    void signed_user_info_of_another_issuer() throws Exception {
        provider.signUserInfo(token -> token);
        provider.bendUserInfo(claims -> claims.put("iss", "https://other.example"));
        refused("OAuthCallback", "UserInfo: the JWT is invalid: unexpected issuer (iss)");
    }

    @Test
    void signed_user_info_for_another_client() throws Exception {
        provider.signUserInfo(token -> token);
        provider.bendUserInfo(claims -> claims.put("aud", "other-client"));
        refused("OAuthCallback", "UserInfo: the JWT is invalid: unexpected audience (aud)");
    }

    @Test
    void signed_user_info_of_another_user() throws Exception {
        provider.signUserInfo(token -> token);
        provider.bendUserInfo(claims -> claims.put("sub", "sub-bob"));
        refused("OAuthCallback", "UserInfo: unexpected subject (sub)");
    }

    @Test
    void signed_user_info_that_has_expired() throws Exception {
        provider.signUserInfo(token -> token);
        provider.bendUserInfo(claims -> claims.put("exp", seconds() - 31));
        refused("OAuthCallback", "UserInfo: the JWT is invalid: expired (exp)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "e30.e30.e30.e30.e30", "e30.e30."})
    void user_info_that_is_neither_JSON_nor_signed(String body) throws Exception {
        provider.signUserInfo(token -> body);
        refused("Configuration", "neither JSON nor a signed JWT");
    }

    @Test
    void a_response_of_another_issuer() throws Exception {
        provider.bendAuthorizationResponse(params -> params.put("iss", "https://other.example"));
        refused("OAuthCallback", "unexpected iss in the authorization response");
        assertThat(provider.calls("/token")).isZero();
    }

    @Test
    void a_response_without_issuer_of_a_provider_that_announces_it() throws Exception {
        provider.bendAuthorizationResponse(params -> params.remove("iss"));
        refused("OAuthCallback", "iss is missing in the authorization response");
        assertThat(provider.calls("/token")).isZero();
    }

    @Test
    void an_error_of_another_issuer_counts_no_more_than_its_code() throws Exception {
        provider.bendAuthorizationResponse(params -> {
            params.put("iss", "https://other.example");
            params.put("error", "access_denied");
        });
        refused("OAuthCallback", "unexpected iss in the authorization response");
    }

    @Test
    void a_response_without_code() throws Exception {
        provider.bendAuthorizationResponse(params -> params.remove("code"));
        refused("OAuthCallback", "the authorization response has no code");
    }

    @Test
    void a_code_of_another_sign_in() throws Exception {
        MockBrowser attacker = new MockBrowser(shop.application);
        String stolen = provider.authorize(attacker.page("/auth/signin/idp").getHeader("Location"));
        String code = Query.of(stolen).get("code");
        provider.bendAuthorizationResponse(params -> params.put("code", code));
        refused("OAuthCallback", "invalid_grant");
    }

    @Test
    void a_state_that_was_never_issued() throws Exception {
        provider.bendAuthorizationResponse(params -> params.put("state", "made-up"));
        refused("OAuthCallback", "unknown, expired or already used state");
    }

    @Test
    void a_response_without_state() throws Exception {
        provider.bendAuthorizationResponse(params -> params.remove("state"));
        refused("OAuthCallback", "unknown, expired or already used state");
    }

    @Test
    void the_state_of_another_browser() throws Exception {
        MockBrowser attacker = new MockBrowser(shop.application);
        String ofAttacker = provider.authorize(attacker.page("/auth/signin/idp").getHeader("Location"));
        shop.start("");

        assertRefused(shop.comeBack(ofAttacker), "OAuthCallback", "unknown, expired or already used state");
        assertThat(provider.calls("/token")).isZero();
    }

    @Test
    void a_state_that_was_used_before() throws Exception {
        String response = provider.authorize(shop.start(""));
        shop.comeBack(response);
        shop.browser.call("POST", "/auth/signout");

        assertRefused(shop.comeBack(response), "OAuthCallback", "unknown, expired or already used state");
        assertThat(provider.calls("/token")).isEqualTo(1);
    }

    @Test
    void a_state_that_is_used_too_late() throws Exception {
        String response = provider.authorize(shop.start(""));
        shop.clock.advance(Duration.ofMinutes(10));

        assertRefused(shop.comeBack(response), "OAuthCallback", "unknown, expired or already used state");
    }

    @Test
    void a_state_that_comes_twice_in_one_response() throws Exception {
        String response = provider.authorize(shop.start(""));

        assertRefused(
                shop.browser.page(twoStates(response)), "OAuthCallback", "unknown, expired or already used state");
    }

    @Test
    void discovery_of_another_issuer() throws Exception {
        provider.bendDiscovery(document -> document.put("issuer", "https://other.example"));

        MockHttpServletResponse start = shop.browser.page("/auth/signin/idp");

        assertRefused(start, "Configuration", "the issuer calls itself \"https://other.example\"");
    }

    @Test
    void discovery_without_keys() throws Exception {
        provider.bendDiscovery(document -> document.remove("jwks_uri"));

        assertRefused(shop.browser.page("/auth/signin/idp"), "Configuration", "does not name all of its endpoints");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///token", "javascript:alert(1)", "https:///token", "not an address"})
    void discovery_of_an_endpoint_that_is_no_http_URL(String endpoint) throws Exception {
        provider.bendDiscovery(document -> document.put("token_endpoint", endpoint));

        assertRefused(shop.browser.page("/auth/signin/idp"), "Configuration", "does not name all of its endpoints");
    }

    @Test
    void discovery_of_an_issuer_whose_name_would_forge_a_log_line() throws Exception {
        provider.bendDiscovery(document -> document.put("issuer", "x\nProvider idp: " + "all is well ".repeat(100)));

        assertRefused(shop.browser.page("/auth/signin/idp"), "Configuration", "the issuer calls itself \"xProvider");
        assertThat(log.text().length()).isLessThan(600);
    }

    @Test
    void discovery_that_does_not_exist() throws Exception {
        provider.fail("/.well-known/openid-configuration", 404, "not_found");

        assertRefused(shop.browser.page("/auth/signin/idp"), "Configuration", "HTTP status 404; is the issuer right?");
    }

    @Test
    void max_age_that_the_provider_ignores() throws Exception {
        provider.bendIdToken(claims -> claims.put("auth_time", seconds() - 91));

        MockHttpServletResponse response = shop.comeBack(provider.authorize(shop.start("?max_age=60")));

        assertRefused(response, "OAuthCallback", "auth_time is missing or longer ago than max_age");
    }

    @Test
    void keys_that_are_unavailable() throws Exception {
        provider.fail("/jwks", 500, "server_error");
        refused("TemporarilyUnavailable", "keys can't be loaded");
    }

    @Test
    void a_client_unknown_to_the_provider() throws Exception {
        provider.fail("/token", 401, "invalid_client");
        refused("Configuration", "invalid_client");
    }

    @Test
    void a_refusal_of_the_user() throws Exception {
        provider.bendAuthorizationResponse(params -> {
            params.remove("code");
            params.put("error", "access_denied");
        });
        refused("AccessDenied", "access_denied");
    }

    @Test
    void an_error_of_the_provider() throws Exception {
        provider.bendAuthorizationResponse(params -> params.put("error", "server_error"));
        refused("OAuthCallback", "server_error");
    }

    @Test
    void an_error_that_would_forge_a_log_line() throws Exception {
        provider.bendAuthorizationResponse(params -> params.put("error", "x\nProvider idp: all is well"));
        refused("OAuthCallback", "of an unknown form");
        assertThat(log.text()).doesNotContain("all is well");
    }

    private void refused(String error, String reason) throws Exception {
        assertRefused(shop.signIn(), error, reason);
    }

    private void assertRefused(MockHttpServletResponse response, String error, String reason) throws Exception {
        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.getHeader("Location"))
                .startsWith("/shop/auth/signin?")
                .endsWith("error=" + error);
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(shop.status()).isEqualTo("unauthenticated");
        assertThat(log.text())
                .contains("Provider idp: sign-in failed: ")
                .contains(reason)
                .doesNotContain("eyJ", "access-", "refresh-", "code-", "s3cret");
    }

    private long seconds() {
        return shop.clock.instant().getEpochSecond();
    }

    private static String twoStates(String response) {
        String path = response.substring("http://localhost/shop".length());
        return path + "&state=another";
    }

    private static UnaryOperator<String> changed(UnaryOperator<String> change) {
        return token -> {
            String[] parts = token.split("\\.", -1);
            String json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return parts[0] + "." + base64(change.apply(json)) + "." + parts[2];
        };
    }

    private static String hmac(String token, byte[] secret) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
            Map<String, Object> claims = JsonUtil.parseJson(json);
            JsonWebSignature jws = new JsonWebSignature();
            jws.setPayload(JwtClaims.parse(JsonUtil.toJson(claims)).toJson());
            jws.setAlgorithmHeaderValue("HS256");
            jws.setKeyIdHeaderValue("key-1");
            jws.setKey(new HmacKey(secret));
            return jws.getCompactSerialization();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
