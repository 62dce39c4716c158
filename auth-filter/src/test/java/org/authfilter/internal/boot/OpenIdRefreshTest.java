package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.authfilter.internal.session.StoredSession;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.testkit.Hold;
import org.authfilter.testkit.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletResponse;

class OpenIdRefreshTest {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final OpenIdShop shop =
            new OpenIdShop("expose-access-token", "true", "provider.idp.roles", "/realm_access/roles");
    private final LogRecords log = new LogRecords();

    @AfterEach
    void stop() {
        log.close();
        shop.close();
    }

    private MockHttpServletResponse refreshed() throws Exception {
        shop.signIn();
        shop.clock.advance(LIFETIME);
        return shop.browser.call("GET", "/orders");
    }

    @Test
    void an_expired_token_is_refreshed_with_rotation_and_no_token_is_used_twice() throws Exception {
        shop.signIn();
        for (int i = 0; i < 3; i++) {
            shop.clock.advance(LIFETIME);
            assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
        }

        assertThat(shop.provider.calls("/token")).isEqualTo(4);
        assertThat(shop.provider.reuses()).isZero();
    }

    @Test
    void R14_a_session_that_the_provider_ended_is_over() throws Exception {
        shop.signIn();
        shop.provider.endAllSessions();
        shop.clock.advance(LIFETIME);

        MockHttpServletResponse call = shop.browser.call("GET", "/orders");

        assertThat(call.getStatus()).isEqualTo(401);
        assertThat(json(call).getString("error")).isEqualTo("RefreshAccessTokenError");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "400, invalid_grant,       401, RefreshAccessTokenError",
        "400, login_required,      401, RefreshAccessTokenError",
        "401, invalid_client,      503, Configuration",
        "400, unauthorized_client, 503, Configuration",
        "400, invalid_scope,       503, Configuration",
        "403, anything,            503, Configuration",
        "302, anything,            503, Configuration",
        "408, anything,            503, TemporarilyUnavailable",
        "429, anything,            503, TemporarilyUnavailable",
        "503, anything,            503, TemporarilyUnavailable",
        "500, invalid_grant,       503, TemporarilyUnavailable",
    })
    void R9_the_response_of_the_token_endpoint_decides_the_outcome(
            int status, String error, int expectedStatus, String code) throws Exception {
        shop.signIn();
        shop.provider.fail("/token", status, error);
        shop.clock.advance(LIFETIME);

        MockHttpServletResponse call = shop.browser.call("GET", "/orders");

        assertThat(call.getStatus()).isEqualTo(expectedStatus);
        assertThat(json(call).getString("error")).isEqualTo(code);
    }

    @Test
    void R8_a_response_without_refresh_token_and_id_token_keeps_the_old_ones() throws Exception {
        shop.signIn();
        String first = shop.provider.lastForm("/token").toString();
        shop.provider.bendTokenResponse(response -> {
            response.remove("refresh_token");
            response.remove("id_token");
        });
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
        assertThat(shop.provider.lastForm("/token").toString()).isNotEqualTo(first);
        assertThat(stored().read().tokens().refreshToken()).isNotNull();
        assertThat(stored().read().tokens().idToken()).isNotNull();
    }

    @Test
    void R13_a_refreshed_id_token_of_another_user_ends_the_session_and_its_tokens_are_revoked() throws Exception {
        shop.signIn();
        shop.provider.bendIdToken(claims -> claims.put("sub", "sub-bob"));
        Hold revocation = shop.provider.hold("/revoke");
        shop.clock.advance(LIFETIME);

        MockHttpServletResponse call = shop.browser.call("GET", "/orders");

        assertThat(call.getStatus()).isEqualTo(401);
        assertThat(json(call).getString("error")).isEqualTo("RefreshAccessTokenError");
        assertThat(shop.status()).isEqualTo("unauthenticated");
        assertThat(log.text()).contains("refreshed ID token rejected: the subject (sub) or issuer (iss) has changed");
        revocation.awaitCaller();
        revocation.release();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "iss,   https://other.example, the subject (sub) or issuer (iss) has changed",
        "sub,   sub-bob,               the subject (sub) or issuer (iss) has changed",
        "aud,   other-client,          the audience (aud) has changed",
        "azp,   other-client,          azp has changed",
        "nonce, another,               nonce has changed",
    })
    void R13_a_refreshed_id_token_with_another(String claim, String value, String reason) throws Exception {
        shop.provider.bendIdToken(claims -> claims.put("azp", "shop"));
        shop.signIn();
        shop.provider.bendIdToken(claims -> {
            claims.put("azp", "shop");
            claims.put(claim, value);
        });
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(401);
        assertThat(log.text())
                .contains("token refresh failed: refreshed ID token rejected: " + reason)
                .doesNotContain("eyJ");
    }

    @Test
    void R13_a_refreshed_id_token_for_more_audiences() throws Exception {
        shop.provider.bendIdToken(claims -> claims.put("azp", "shop"));
        shop.signIn();
        shop.provider.bendIdToken(claims -> {
            claims.put("aud", List.of("shop", "api"));
            claims.put("azp", "shop");
        });
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(401);
        assertThat(log.text())
                .contains("token refresh failed: refreshed ID token rejected: the audience (aud) has changed");
    }

    @Test
    void R13_a_refreshed_id_token_with_an_additional_authorized_party() throws Exception {
        shop.signIn();
        shop.provider.bendIdToken(claims -> claims.put("azp", "shop"));
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(401);
        assertThat(log.text()).contains("azp has changed");
    }

    @Test
    void R13_a_refreshed_id_token_with_the_same_nonce_is_valid() throws Exception {
        shop.signIn();
        String payload = stored().read().tokens().idToken().split("\\.", -1)[1];
        String claimsOfSignIn = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
        String original = claimsOfSignIn.replaceAll(".*\"nonce\":\"([^\"]*)\".*", "$1");
        shop.provider.bendIdToken(claims -> claims.put("nonce", original));
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void R13_a_refreshed_id_token_is_compared_with_the_sign_in_if_the_last_one_lacks_the_claim() throws Exception {
        shop.signIn();
        shop.clock.advance(LIFETIME);
        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
        shop.provider.bendIdToken(claims -> claims.put("nonce", "another"));
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(401);
        assertThat(log.text()).contains("token refresh failed: refreshed ID token rejected: nonce has changed");
    }

    @Test
    void R13_a_refreshed_id_token_whose_auth_time_has_moved_is_dropped_and_logged_once() throws Exception {
        long signedInAt = shop.clock.instant().getEpochSecond();
        shop.signIn();
        shop.provider.bendIdToken(claims -> claims.put("auth_time", signedInAt + 60));
        for (int i = 0; i < 3; i++) {
            shop.clock.advance(LIFETIME);
            assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
        }

        assertThat(shop.provider.calls("/token")).isEqualTo(4);
        assertThat(shop.provider.calls("/revoke")).isZero();
        assertThat(log.text()).containsOnlyOnce("a refreshed ID token is dropped: auth_time has changed");
        assertThat(issueOfTheHint()).isEqualTo(signedInAt);
    }

    @ParameterizedTest(name = "R13: {0}")
    @CsvSource({"expired", "unknown key", "foreign signature", "at_hash", "identical", "no JWT", "no exp"})
    void R13_a_refreshed_id_token_that_can_not_be_verified_is_dropped(String kind) throws Exception {
        long signedInAt = shop.clock.instant().getEpochSecond();
        AtomicReference<String> first = new AtomicReference<>();
        shop.provider.replaceIdToken(token -> {
            first.set(token);
            return token;
        });
        shop.signIn();
        switch (kind) {
            case "expired" -> shop.provider.bendIdToken(claims -> claims.put("exp", signedInAt));
            case "at_hash" -> shop.provider.bendIdToken(claims -> claims.put("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"));
            case "no exp" -> shop.provider.bendIdToken(claims -> claims.remove("exp"));
            case "identical" -> shop.provider.replaceIdToken(token -> first.get());
            case "no JWT" -> shop.provider.replaceIdToken(token -> "opaque");
            case "foreign signature" ->
                shop.provider.replaceIdToken(token -> token.substring(0, token.lastIndexOf('.')) + ".AAAA");
            default -> shop.provider.replaceIdToken(token -> withUnknownKey(token));
        }
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
        assertThat(shop.provider.calls("/revoke")).isZero();
        assertThat(log.text()).contains("a refreshed ID token is dropped: ").doesNotContain("eyJ");
        assertThat(issueOfTheHint()).isEqualTo(signedInAt);
    }

    private static String withUnknownKey(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"RS256\",\"kid\":\"next\"}".getBytes(StandardCharsets.UTF_8));
        return header + token.substring(token.indexOf('.'));
    }

    @Test
    void R17_a_role_withdrawn_in_the_id_token_is_gone_after_the_next_refresh() throws Exception {
        shop.provider.bendIdToken(claims -> claims.put("realm_access", Map.of("roles", List.of("admin", "user"))));
        shop.signIn();
        shop.browser.page("/orders");
        assertThat(shop.browser.seenRequest().isUserInRole("admin")).isTrue();
        shop.provider.bendIdToken(claims -> claims.put("realm_access", Map.of("roles", List.of("user"))));
        shop.clock.advance(LIFETIME);
        shop.browser.page("/orders");

        assertThat(shop.browser.seenRequest().isUserInRole("admin")).isFalse();
        assertThat(shop.browser.seenRequest().isUserInRole("user")).isTrue();
    }

    @Test
    void R17_roles_that_the_new_tokens_say_nothing_about_stay() throws Exception {
        refreshed();
        shop.browser.page("/orders");

        assertThat(shop.browser.seenRequest().isUserInRole("user")).isTrue();
    }

    @Test
    void R13_a_refreshed_id_token_may_repeat_a_claim_of_the_sign_in_that_the_last_one_lacked() throws Exception {
        shop.signIn();
        SignInClaims signIn = stored().read().tokens().signIn();
        shop.provider.bendIdToken(claims -> claims.remove("auth_time"));
        shop.clock.advance(LIFETIME);
        shop.browser.call("GET", "/orders");
        shop.provider.bendIdToken(claims -> {
            claims.put("auth_time", signIn.authTime());
            claims.put("nonce", signIn.nonce());
        });
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void R13_a_session_without_claims_of_its_sign_in_is_compared_with_its_last_id_token() throws Exception {
        shop.signIn();
        stored().remove(List.of("nonce", "authTime"));
        shop.clock.advance(LIFETIME);
        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
        shop.provider.bendIdToken(claims -> claims.put("azp", "other-client"));
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(401);
        assertThat(log.text()).contains("refreshed ID token rejected: azp has changed");
    }

    @Test
    void new_tokens_are_kept_if_the_keys_are_unavailable() throws Exception {
        shop.signIn();
        shop.provider.rotateKeys(true);
        shop.provider.fail("/jwks", 503, "later");
        shop.clock.advance(LIFETIME);

        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void a_refreshed_id_token_is_the_hint_at_the_sign_out() throws Exception {
        refreshed();

        assertThat(issueOfTheHint()).isEqualTo(shop.clock.instant().getEpochSecond());
    }

    @Test
    void an_unverified_refreshed_id_token_is_no_hint_at_the_sign_out() throws Exception {
        long signedInAt = shop.clock.instant().getEpochSecond();
        shop.signIn();
        shop.provider.rotateKeys(true);
        shop.provider.fail("/jwks", 503, "later");
        shop.clock.advance(LIFETIME);
        shop.browser.call("GET", "/orders");

        assertThat(issueOfTheHint()).isEqualTo(signedInAt);
    }

    private long issueOfTheHint() throws Exception {
        shop.browser.call("POST", "/auth/signout");
        String hint = Query.of(shop.browser.page("/auth/signout/continue").getHeader("Location"))
                .get("id_token_hint");
        String claims = new String(Base64.getUrlDecoder().decode(hint.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return Json.createReader(new StringReader(claims))
                .readObject()
                .getJsonNumber("iat")
                .longValue();
    }

    @Test
    void a_forced_refresh_reads_the_profile_again_and_an_ordinary_one_does_not() throws Exception {
        refreshed();
        assertThat(shop.provider.calls("/userinfo")).isEqualTo(1);
        shop.provider.bendUserInfo(claims -> claims.put("realm_access", Map.of("roles", List.of("admin"))));

        assertThat(json(shop.browser.call("POST", "/auth/session"))
                        .getJsonObject("user")
                        .getJsonArray("roles")
                        .getString(0))
                .isEqualTo("admin");
        assertThat(shop.provider.calls("/userinfo")).isEqualTo(2);
    }

    @Test
    void the_profile_that_a_forced_refresh_reads_is_stored() throws Exception {
        shop.signIn();
        shop.provider.bendUserInfo(claims -> {
            claims.put("email", "alice@new.example");
            claims.put("realm_access", Map.of("roles", List.of("admin")));
        });
        shop.browser.call("POST", "/auth/session");

        JsonObject status = json(shop.browser.call("GET", "/auth/session"));
        assertThat(status.getJsonObject("user").getString("email")).isEqualTo("alice@new.example");
        shop.browser.page("/orders");
        assertThat(shop.browser.seenRequest().isUserInRole("admin")).isTrue();
        assertThat(shop.browser.seenRequest().isUserInRole("user")).isFalse();
    }

    @Test
    void user_info_of_another_user_at_a_forced_refresh_changes_nothing() throws Exception {
        shop.signIn();
        shop.provider.bendUserInfo(claims -> {
            claims.put("sub", "sub-bob");
            claims.put("email", "bob@example.test");
        });

        JsonObject status = json(shop.browser.call("POST", "/auth/session"));

        assertThat(status.getJsonObject("user").getString("email")).isEqualTo("alice@example.test");
        assertThat(log.text()).contains("the profile was not read again: UserInfo: unexpected subject (sub)");
    }

    @Test
    void user_info_that_fails_at_a_forced_refresh_loses_neither_tokens_nor_profile() throws Exception {
        shop.signIn();
        shop.provider.fail("/userinfo", 500, "server_error");

        MockHttpServletResponse response = shop.browser.call("POST", "/auth/session");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(json(response).getJsonObject("user").getString("email")).isEqualTo("alice@example.test");
        shop.clock.advance(LIFETIME);
        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
        assertThat(shop.provider.reuses()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"59, 59", "'\"59\"', 59", "60.0, 60"})
    void an_expiry_is_a_number_or_a_string(String written, int seconds) throws Exception {
        Object value = written.startsWith("\"") ? written.replace("\"", "") : (Object) Double.valueOf(written);
        shop.provider.bendTokenResponse(response -> response.put("expires_in", value));
        shop.signIn();

        assertThat(json(shop.browser.call("GET", "/auth/session")).getString("expiresAt"))
                .isEqualTo(shop.clock.instant().plusSeconds(seconds).toString());
    }

    @Test
    void an_opaque_token_without_an_expiry_counts_as_valid() throws Exception {
        shop.provider.bendTokenResponse(response -> response.remove("expires_in"));
        shop.signIn();

        assertThat(json(shop.browser.call("GET", "/auth/session"))).doesNotContainKeys("expiresAt", "refreshInSeconds");
    }

    @Test
    void the_expiry_of_the_JWT_counts_if_the_response_has_none() throws Exception {
        OpenIdShop other = new OpenIdShop("provider.idp.userinfo", "false");
        try {
            other.provider.bendIdToken(claims -> claims.remove("at_hash"));
            other.provider.bendTokenResponse(response -> {
                response.remove("expires_in");
                response.put(
                        "access_token",
                        other.provider.sign(Map.of("exp", other.clock.instant().getEpochSecond() + 77)));
            });
            other.signIn();

            assertThat(json(other.browser.call("GET", "/auth/session")).getString("expiresAt"))
                    .isEqualTo(other.clock.instant().plusSeconds(77).toString());
        } finally {
            other.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"refresh_expires_in", "refresh_token_expires_in"})
    void R12_a_refresh_token_that_has_expired_is_not_presented(String member) throws Exception {
        shop.provider.bendTokenResponse(response -> response.put(member, 600));
        shop.signIn();
        shop.clock.advance(Duration.ofMinutes(10));

        assertThat(json(shop.browser.call("GET", "/orders")).getString("error")).isEqualTo("SessionExpired");
        assertThat(shop.provider.calls("/token")).isEqualTo(1);
    }

    @Test
    void a_refresh_expiry_of_zero_means_none() throws Exception {
        shop.provider.bendTokenResponse(response -> response.put("refresh_expires_in", 0));

        assertThat(refreshed().getStatus()).isEqualTo(200);
    }

    private StoredSession stored() {
        return new StoredSession(shop.browser.session(), shop.browser.cookie("auth-filter-key"));
    }
}
