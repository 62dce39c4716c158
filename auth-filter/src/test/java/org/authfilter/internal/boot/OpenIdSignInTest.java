package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;
import static org.jose4j.jwk.JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.IssuedSecrets;
import org.authfilter.testkit.Query;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OpenIdSignInTest {

    private OpenIdShop shop = new OpenIdShop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private void restart(String... keysAndValues) {
        shop.close();
        shop = new OpenIdShop(keysAndValues);
    }

    @Test
    void a_sign_in_returns_to_the_requested_page_with_the_caller() throws Exception {
        restart("provider.idp.roles", "/realm_access/roles");

        MockHttpServletResponse back = shop.signIn();

        assertThat(back.getStatus()).isEqualTo(303);
        assertThat(back.getHeader("Location")).isEqualTo("/shop/orders");
        shop.browser.page("/orders");
        assertThat(shop.browser.seenRequest().getRemoteUser()).isEqualTo("alice");
        assertThat(shop.browser.seenRequest().isUserInRole("user")).isTrue();
        JsonObject status = json(shop.browser.call("GET", "/auth/session"));
        assertThat(status.getString("provider")).isEqualTo("idp");
        assertThat(status.getJsonObject("user").getString("email")).isEqualTo("alice@example.test");
        assertThat(status.toString()).doesNotContain("access-", "refresh-", "eyJ");
    }

    @Test
    void the_authorization_request_is_a_code_flow_with_PKCE_state_and_nonce() throws Exception {
        Map<String, String> request = Query.of(shop.start(""));

        assertThat(request)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "shop")
                .containsEntry("scope", "openid profile email")
                .containsEntry("redirect_uri", "http://localhost/shop/auth/callback/idp")
                .containsEntry("code_challenge_method", "S256");
        assertThat(request.get("code_challenge")).hasSize(43);
        assertThat(request.get("state")).hasSize(43);
        assertThat(request.get("nonce")).hasSize(43).isNotEqualTo(request.get("state"));
    }

    @Test
    void an_anonymous_page_goes_straight_to_the_only_provider() throws Exception {
        String signIn = shop.browser.page("/orders?page=2").getHeader("Location");
        assertThat(signIn).endsWith("error=SessionRequired");

        MockHttpServletResponse there = shop.browser.page(signIn.substring("/shop".length()));

        assertThat(there.getStatus()).isEqualTo(303);
        assertThat(there.getHeader("Location")).startsWith(shop.provider.issuer() + "/authorize?");
        assertThat(shop.comeBack(shop.provider.authorize(there.getHeader("Location")))
                        .getHeader("Location"))
                .isEqualTo("/shop/orders?page=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SessionExpired", "RefreshAccessTokenError", "SessionRequired"})
    void goes_straight_on_after(String error) throws Exception {
        assertThat(shop.browser.page("/auth/signin?error=" + error).getStatus()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAuthCallback", "OAuthSignin", "AccessDenied", "Configuration", "TemporarilyUnavailable"})
    void stops_at_the_sign_in_page_with_a_link_after(String error) throws Exception {
        MockHttpServletResponse page = shop.browser.page("/auth/signin?callbackUrl=%2Fshop%2Fa&error=" + error);

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString())
                .contains("role=\"alert\"")
                .contains("href=\"/shop/auth/signin/idp?callbackUrl=%2Fshop%2Fa");
        assertThat(shop.browser.session()).isNull();
    }

    @Test
    void a_signed_in_user_is_redirected_to_the_callback_url_at_once() throws Exception {
        shop.signIn();

        assertThat(shop.browser.page("/auth/signin?callbackUrl=%2Fshop%2Fa").getHeader("Location"))
                .isEqualTo("/shop/a");
    }

    @Test
    void a_call_gets_the_URL_of_the_provider_and_no_redirect() throws Exception {
        MockHttpServletResponse response = shop.browser.call("POST", "/auth/signin/idp");

        assertThat(response.getStatus()).isEqualTo(200);
        shop.comeBack(shop.provider.authorize(json(response).getString("url")));
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void a_POST_of_another_site_starts_nothing() throws Exception {
        MockHttpServletRequest request = shop.browser.request("POST", "/auth/signin/idp");
        request.removeHeader("Sec-Fetch-Site");
        request.addHeader("Sec-Fetch-Site", "cross-site");

        assertThat(shop.browser.send(request).getStatus()).isEqualTo(403);
        assertThat(shop.browser.session()).isNull();
    }

    @Test
    void a_call_whose_provider_is_down_gets_503_and_no_redirect() throws Exception {
        shop.provider.goDown();

        MockHttpServletResponse response = shop.browser.call("POST", "/auth/signin/idp");

        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("1");
        assertThat(json(response).getString("error")).isEqualTo("TemporarilyUnavailable");
    }

    @Test
    void an_unreadable_body_starts_nothing() throws Exception {
        MockHttpServletRequest request = shop.browser.request("POST", "/auth/signin/idp");
        request.setContentType("application/json");
        request.setContent("{".getBytes(StandardCharsets.UTF_8));

        assertThat(shop.browser.send(request).getStatus()).isEqualTo(400);
        assertThat(shop.browser.session()).isNull();
    }

    @Test
    void a_user_within_max_age_signs_in() throws Exception {
        shop.provider.bendIdToken(claims -> claims.put("auth_time", secondsAgo(50)));

        shop.comeBack(shop.provider.authorize(shop.start("?max_age=60")));

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?max_age=soon"})
    void the_age_of_the_sign_in_at_the_provider_is_ignored_without_max_age(String query) throws Exception {
        shop.provider.bendIdToken(claims -> claims.put("auth_time", secondsAgo(86_400)));

        shop.comeBack(shop.provider.authorize(shop.start(query)));

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    private long secondsAgo(long seconds) {
        return shop.clock.instant().getEpochSecond() - seconds;
    }

    @Test
    void several_tabs_can_sign_in_at_once() throws Exception {
        String first = shop.start("");
        String second = shop.start("");

        shop.comeBack(shop.provider.authorize(second));
        MockHttpServletResponse late = shop.comeBack(shop.provider.authorize(first));

        assertThat(late.getHeader("Location")).isEqualTo("/shop/");
    }

    @Test
    void the_oldest_of_more_than_ten_pending_sign_ins_is_dropped() throws Exception {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            started.add(shop.start(""));
            shop.clock.advance(Duration.ofSeconds(1));
        }

        assertThat(shop.comeBack(shop.provider.authorize(started.get(0))).getHeader("Location"))
                .endsWith("error=OAuthCallback");
        assertThat(shop.comeBack(shop.provider.authorize(started.get(1))).getHeader("Location"))
                .isEqualTo("/shop/");
    }

    @Test
    void a_callback_url_of_another_site_counts_as_absent() throws Exception {
        String location = shop.start("?callbackUrl=https%3A%2F%2Fevil.example%2F");

        assertThat(shop.comeBack(shop.provider.authorize(location)).getHeader("Location"))
                .isEqualTo("/shop/");
    }

    @Test
    void five_parameters_of_the_query_reach_the_provider() throws Exception {
        Map<String, String> request = Query.of(shop.start(
                "?prompt=login&login_hint=bob&ui_locales=de&acr_values=2&max_age=60&scope=admin&client_id=other"
                        + "&redirect_uri=https%3A%2F%2Fevil.example&resource=other&claims=x"));

        assertThat(request)
                .containsEntry("prompt", "login")
                .containsEntry("login_hint", "bob")
                .containsEntry("ui_locales", "de")
                .containsEntry("acr_values", "2")
                .containsEntry("max_age", "60")
                .containsEntry("scope", "openid profile email")
                .containsEntry("client_id", "shop")
                .containsEntry("redirect_uri", "http://localhost/shop/auth/callback/idp")
                .doesNotContainKeys("resource", "claims");
    }

    @Test
    void further_parameters_and_the_resource_come_from_the_configuration() throws Exception {
        restart(
                "provider.idp.authorization-params", "audience=https%3A%2F%2Fapi.example&prompt=login",
                "provider.idp.resource", "https://api.example/orders",
                "provider.idp.par", "never");

        String location = shop.start("");

        assertThat(Query.of(location))
                .containsEntry("audience", "https://api.example")
                .containsEntry("prompt", "login")
                .containsEntry("resource", "https://api.example/orders");
        shop.comeBack(shop.provider.authorize(location));
        assertThat(shop.provider.lastForm("/token")).containsEntry("resource", "https://api.example/orders");
    }

    @Test
    void the_secret_is_form_encoded_before_it_goes_into_the_header() throws Exception {
        shop.signIn();

        String basic = shop.provider.lastAuthorization("/token").substring("Basic ".length());
        assertThat(new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8))
                .isEqualTo("shop:s3cret%3A%26%2B+%25%C3%A9");
        assertThat(shop.provider.lastForm("/token")).doesNotContainKeys("client_id", "client_secret");
    }

    @Test
    void client_secret_post_sends_the_secret_in_the_form() throws Exception {
        restart("provider.idp.client-auth", "client_secret_post");
        shop.signIn();

        assertThat(shop.provider.lastForm("/token")).containsEntry("client_secret", FakeOpenIdProvider.CLIENT_SECRET);
        assertThat(shop.provider.lastAuthorization("/token")).isEmpty();
    }

    @Test
    void a_public_client_sends_its_id_only() throws Exception {
        restart("provider.idp.client-auth", "none");
        shop.signIn();

        assertThat(shop.provider.lastForm("/token"))
                .containsEntry("client_id", "shop")
                .doesNotContainKey("client_secret");
        assertThat(shop.provider.lastAuthorization("/token")).isEmpty();
    }

    @Test
    void private_key_jwt_sends_an_assertion_for_the_issuer_that_serves_once() throws Exception {
        RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("ours");
        IssuedSecrets.add("private key", key.toParams(INCLUDE_PRIVATE).get("d").toString());
        restart("provider.idp.client-auth", "private_key_jwt", "provider.idp.private-key", key.toJson(INCLUDE_PRIVATE));
        shop.signIn();

        Map<String, String> form = shop.provider.lastForm("/token");
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKey(key.getPublicKey())
                .setEvaluationTime(NumericDate.fromSeconds(shop.clock.instant().getEpochSecond()))
                .setExpectedAudience(shop.provider.issuer())
                .setExpectedIssuer("shop")
                .setExpectedSubject("shop")
                .setRequireExpirationTime()
                .setRequireJwtId()
                .build()
                .processToClaims(form.get("client_assertion"));
        assertThat(claims.getAudience()).hasSize(1);
        assertThat(claims.getExpirationTime().getValue())
                .isEqualTo(claims.getIssuedAt().getValue() + 60);
        assertThat(form)
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .doesNotContainKey("client_secret");
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void a_pushed_request_shows_the_browser_nothing_but_its_reference() throws Exception {
        restart();
        shop.provider.bendDiscovery(
                document -> document.put("pushed_authorization_request_endpoint", shop.provider.issuer() + "/par"));

        String location = shop.start("");

        assertThat(Query.of(location)).containsOnlyKeys("client_id", "request_uri");
        assertThat(shop.provider.lastForm("/par")).containsKeys("state", "nonce", "code_challenge", "redirect_uri");
        shop.comeBack(shop.provider.authorize(location));
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void pushing_always_needs_a_provider_that_takes_it() throws Exception {
        restart("provider.idp.par", "always");

        assertThat(shop.start("")).endsWith("error=Configuration");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "400, invalid_request, OAuthSignin",
        "400, invalid_client,  Configuration",
        "401, invalid_request, Configuration",
        "403, access_denied,   Configuration",
        "404, not_found,       Configuration",
        "503, later,           TemporarilyUnavailable"
    })
    void the_refusal_of_a_pushed_request_decides_the_outcome(int status, String error, String code) throws Exception {
        LogRecords log = new LogRecords();
        shop.provider.bendDiscovery(
                document -> document.put("pushed_authorization_request_endpoint", shop.provider.issuer() + "/par"));
        shop.provider.fail("/par", status, error);

        assertThat(shop.start("")).endsWith("error=" + code);
        assertThat(log.text().contains("HTTP status " + status + "; par=never does without it"))
                .isEqualTo(status != 503);
        log.close();
    }

    @Test
    void an_authorization_endpoint_keeps_its_query() throws Exception {
        shop.provider.bendDiscovery(
                document -> document.put("authorization_endpoint", shop.provider.issuer() + "/authorize?tenant=blue"));

        assertThat(shop.start("")).startsWith(shop.provider.issuer() + "/authorize?tenant=blue&response_type=code&");
    }

    @Test
    void a_max_age_that_is_no_number_is_ignored() throws Exception {
        assertThat(Query.of(shop.start("?max_age=soon"))).doesNotContainKey("max_age");
    }

    @Test
    void the_deployment_does_not_need_the_provider() throws Exception {
        shop.provider.goDown();
        assertThat(shop.start("")).endsWith("error=TemporarilyUnavailable");

        shop.provider.comeBack();
        shop.clock.advance(Duration.ofSeconds(1));
        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void an_issuer_that_starts_after_the_deployment_is_found_at_the_sign_in() throws Exception {
        shop.close();
        shop = new OpenIdShop(clock -> {
            FakeOpenIdProvider unborn = FakeOpenIdProvider.start(clock);
            unborn.goDown();
            return unborn;
        });
        assertThat(shop.browser.page("/orders").getStatus()).isEqualTo(303);

        shop.provider.comeBack();
        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void an_issuer_keeps_its_closing_slash() throws Exception {
        shop.close();
        shop = new OpenIdShop(FakeOpenIdProvider::startWithSlash);

        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void keys_that_change_at_each_sign_in_work() throws Exception {
        shop.provider.rotateAtEachSignIn();
        shop.signIn();
        shop.browser.call("POST", "/auth/signout");

        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void an_unreadable_published_key_hides_no_other_key() throws Exception {
        shop.provider.publishToo("{\"kty\":\"OF-TOMORROW\",\"kid\":\"x\"}");
        shop.provider.publishToo("{\"kty\":\"RSA\",\"kid\":\"y\",\"n\":\"!\",\"e\":\"AQAB\"}");

        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void endpoints_that_have_moved_are_found_again() throws Exception {
        String location = shop.start("");
        shop.provider.move();
        shop.clock.advance(Duration.ofSeconds(1));

        shop.comeBack(shop.provider.authorize(location));

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void an_endpoint_that_is_gone_for_good_is_found_again() throws Exception {
        String location = shop.start("");
        shop.provider.move();
        shop.provider.fail("/token", 410, "gone");
        shop.clock.advance(Duration.ofSeconds(1));

        shop.comeBack(shop.provider.authorize(location));

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void an_endpoint_that_is_gone_and_has_not_moved_is_called_once() throws Exception {
        String location = shop.start("");
        shop.provider.fail("/token", 404, "not_found");
        shop.clock.advance(Duration.ofSeconds(1));

        assertThat(shop.comeBack(shop.provider.authorize(location)).getHeader("Location"))
                .endsWith("error=Configuration");
        assertThat(shop.provider.calls("/token")).isEqualTo(1);
    }

    @Test
    void moved_endpoints_are_discovered_at_most_once_a_second() throws Exception {
        String location = shop.start("");
        shop.provider.move();
        shop.clock.advance(Duration.ofMillis(999));

        shop.comeBack(shop.provider.authorize(location));

        assertThat(shop.provider.calls("/.well-known/openid-configuration")).isEqualTo(1);
    }

    @Test
    void a_provider_that_did_not_respond_is_called_again_after_a_second() throws Exception {
        shop.provider.fail("/.well-known/openid-configuration", 503, "later");
        shop.start("");
        shop.clock.advance(Duration.ofMillis(999));
        shop.start("");
        assertThat(shop.provider.calls("/.well-known/openid-configuration")).isEqualTo(1);

        shop.clock.advance(Duration.ofMillis(1));
        shop.start("");
        assertThat(shop.provider.calls("/.well-known/openid-configuration")).isEqualTo(2);
    }

    @Test
    void discovery_is_read_once_in_ten_minutes() throws Exception {
        shop.start("");
        shop.clock.advance(Duration.ofMinutes(10).minusMillis(1));
        shop.start("");
        assertThat(shop.provider.calls("/.well-known/openid-configuration")).isEqualTo(1);

        shop.clock.advance(Duration.ofMillis(1));
        shop.start("");
        assertThat(shop.provider.calls("/.well-known/openid-configuration")).isEqualTo(2);
    }

    @Test
    void the_known_metadata_is_used_while_the_provider_does_not_respond() throws Exception {
        shop.start("");
        shop.clock.advance(Duration.ofMinutes(10));
        shop.provider.fail("/.well-known/openid-configuration", 503, "later");

        assertThat(shop.start("")).startsWith(shop.provider.issuer() + "/authorize?");
    }

    @Test
    void the_subject_is_the_name_if_the_name_claim_is_missing() throws Exception {
        shop.provider.bendIdToken(claims -> claims.remove("preferred_username"));
        shop.signIn();

        shop.browser.page("/orders");
        assertThat(shop.browser.seenRequest().getRemoteUser()).isEqualTo("sub-alice");
    }

    @Test
    void a_provider_without_user_info_signs_in_by_the_id_token() throws Exception {
        shop.provider.bendDiscovery(document -> document.remove("userinfo_endpoint"));
        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", ""})
    void a_missing_token_type_and_one_in_any_case_count_as_bearer(String type) throws Exception {
        shop.provider.bendTokenResponse(response -> response.put("token_type", type));
        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void an_id_token_that_expired_within_the_clock_skew_is_valid() throws Exception {
        long now = shop.clock.instant().getEpochSecond();
        shop.provider.bendIdToken(claims -> {
            claims.put("iat", now - 300);
            claims.put("exp", now - 29);
        });
        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void user_info_that_is_signed_is_read() throws Exception {
        shop.provider.signUserInfo(token -> token);
        shop.signIn();

        JsonObject user = json(shop.browser.call("GET", "/auth/session")).getJsonObject("user");
        assertThat(user.getString("email")).isEqualTo("alice@example.test");
    }

    @Test
    void signed_user_info_may_omit_issuer_and_client() throws Exception {
        shop.provider.signUserInfo(token -> token);
        shop.provider.bendUserInfo(claims -> claims.keySet().removeAll(List.of("iss", "aud")));
        shop.signIn();

        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void roles_are_found_in_an_access_token_and_as_names_of_an_object() throws Exception {
        restart("provider.idp.roles", "/urn:roles", "provider.idp.userinfo", "false");
        shop.provider.bendIdToken(claims -> claims.remove("at_hash"));
        shop.provider.bendTokenResponse(response -> response.put(
                "access_token", shop.provider.sign(Map.of("urn:roles", Map.of("admin", Map.of("org", "x"))))));

        shop.signIn();

        shop.browser.page("/orders");
        assertThat(shop.browser.seenRequest().isUserInRole("admin")).isTrue();
        assertThat(shop.provider.calls("/userinfo")).isZero();
    }

    @Test
    void the_providers_are_described() throws Exception {
        JsonObject idp = json(shop.browser.call("GET", "/auth/providers")).getJsonObject("idp");

        assertThat(idp.getString("type")).isEqualTo("oidc");
        assertThat(idp.getString("signinUrl")).isEqualTo("/shop/auth/signin/idp");
        assertThat(idp.getString("callbackUrl")).isEqualTo("/shop/auth/callback/idp");
    }

    @Test
    void a_sign_in_page_with_two_providers_offers_both() throws Exception {
        restart("provider.backend.type", "credentials", "provider.backend.login-url", "http://127.0.0.1:1/login");

        MockHttpServletResponse page = shop.browser.page("/auth/signin");

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString())
                .contains("action=\"/shop/auth/signin/backend\"")
                .contains("href=\"/shop/auth/signin/idp\"");
    }

    @Test
    void a_response_at_the_callback_of_another_provider_is_refused() throws Exception {
        restart(
                "provider.other.type", "oidc",
                "provider.other.issuer", "http://127.0.0.1:1",
                "provider.other.client-id", "shop",
                "provider.other.client-auth", "none");
        String response = shop.provider.authorize(shop.start(""));

        MockHttpServletResponse back = shop.comeBack(response.replace("/callback/idp", "/callback/other"));

        assertThat(back.getHeader("Location")).endsWith("error=OAuthCallback");
        assertThat(shop.status()).isEqualTo("unauthenticated");
        assertThat(shop.provider.calls("/token")).isZero();
    }
}
