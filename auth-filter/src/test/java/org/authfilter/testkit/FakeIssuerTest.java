package org.authfilter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeIssuerTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        issuer.close();
    }

    @Test
    void a_sign_in_issues_a_numbered_token_set_that_the_api_accepts() throws Exception {
        Map<String, Object> set = signIn();

        assertThat(set)
                .containsEntry("accessToken", "access-1")
                .containsEntry("refreshToken", "refresh-1")
                .containsEntry(
                        "accessTokenExpiry", clock.instant().plusSeconds(300).toEpochMilli())
                .containsKey("user");
        assertThat(orders("access-1").body()).contains("\"token\":\"1\"").contains("\"subject\":\"sub-alice\"");
        assertThat(issuer.counters().logins()).isEqualTo(1);
    }

    @Test
    void a_wrong_password_is_rejected() throws Exception {
        assertThat(post(issuer.loginUrl(), "{\"email\":\"alice@example.org\",\"password\":\"wrong\"}")
                        .statusCode())
                .isEqualTo(401);
        assertThat(issuer.counters().logins()).isZero();
    }

    @Test
    void an_access_token_is_rejected_from_its_expiry_on() throws Exception {
        issuer.accessTokenLifetime(Duration.ofSeconds(2));
        signIn();

        clock.advance(Duration.ofSeconds(2).minusNanos(1));
        assertThat(orders("access-1").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofNanos(1));
        assertThat(orders("access-1").statusCode()).isEqualTo(401);
    }

    @Test
    void a_refresh_rotates_the_set() throws Exception {
        signIn();

        assertThat(refresh("refresh-1").body()).contains("access-2").contains("refresh-2");
        assertThat(refresh("refresh-2").statusCode()).isEqualTo(200);
        assertThat(issuer.counters().refreshesOk()).isEqualTo(2);
    }

    @Test
    void a_reused_refresh_token_revokes_its_family_and_no_other() throws Exception {
        signIn();
        signIn();
        refresh("refresh-1");

        assertThat(refresh("refresh-1").body()).contains("invalid_grant");

        assertThat(issuer.counters().reuses()).isEqualTo(1);
        assertThat(refresh("refresh-3").statusCode()).isEqualTo(400);
        assertThat(orders("access-3").statusCode()).isEqualTo(401);
        assertThat(orders("access-2").statusCode()).isEqualTo(200);
    }

    @Test
    void a_sign_out_revokes_the_family() throws Exception {
        signIn();

        post(issuer.logoutUrl(), "{\"token\":\"refresh-1\"}");

        assertThat(issuer.counters().revocations()).isEqualTo(1);
        assertThat(orders("access-1").statusCode()).isEqualTo(401);
    }

    @Test
    void a_lost_response_leaves_the_token_used_or_valid_as_scripted() throws Exception {
        signIn();
        issuer.nextRefreshes(Fault.resetBefore(), Fault.resetAfter());

        assertThatThrownBy(() -> refresh("refresh-1")).isInstanceOf(IOException.class);
        assertThat(issuer.counters().refreshesOk()).isZero();
        assertThatThrownBy(() -> refresh("refresh-1")).isInstanceOf(IOException.class);
        assertThat(issuer.counters().refreshesOk()).isEqualTo(1);

        refresh("refresh-1");
        assertThat(issuer.counters().reuses()).isEqualTo(1);
    }

    @Test
    void every_other_fault_reaches_the_client() throws Exception {
        signIn();
        issuer.nextRefreshes(
                Fault.error(400, "invalid_client"),
                Fault.status(503).withRetryAfter("7"),
                Fault.html(),
                Fault.redirect(),
                Fault.withoutRefreshToken());
        assertThat(refresh("refresh-1").body()).contains("invalid_client");
        assertThat(refresh("refresh-1").headers().firstValue("Retry-After")).hasValue("7");
        assertThat(refresh("refresh-1").headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(refresh("refresh-1").statusCode()).isEqualTo(302);
        assertThat(refresh("refresh-1").body()).contains("accessToken").doesNotContain("refreshToken");

        issuer.nextRefreshes(
                Fault.oversized(), Fault.withoutAccessToken(), Fault.expiredOnArrival(), Fault.truncated());
        assertThat(refresh("refresh-1").body()).hasSizeGreaterThan(1024 * 1024);
        assertThat(refresh("refresh-3").body()).doesNotContain("accessToken\"");
        assertThat(refresh("refresh-4").body())
                .contains(String.valueOf(clock.instant().minusSeconds(60).toEpochMilli()));
        assertThatThrownBy(() -> refresh("refresh-5")).isInstanceOf(IOException.class);
    }

    @Test
    void a_held_call_is_processed_but_gets_no_response() throws Exception {
        signIn();
        issuer.hold();
        var response =
                client.sendAsync(request(issuer.refreshUrl(), "{\"token\":\"refresh-1\"}"), BodyHandlers.ofString());

        issuer.counters().awaitRefreshes(1);
        assertThat(issuer.counters().refreshesOk()).isEqualTo(1);
        assertThat(response).isNotDone();

        issuer.release();
        assertThat(response.join().statusCode()).isEqualTo(200);
    }

    @Test
    void an_issuer_that_is_restarted_keeps_its_tokens() throws Exception {
        signIn();

        issuer.goDown();
        assertThatThrownBy(() -> orders("access-1")).isInstanceOf(IOException.class);

        issuer.comeBack();
        assertThat(orders("access-1").statusCode()).isEqualTo(200);
    }

    @Test
    void a_jwt_is_signed_by_the_key_of_the_jwks() throws Exception {
        issuer.jwt(true);
        String token = String.valueOf(signIn().get("accessToken"));

        JsonWebKeySet keys = new JsonWebKeySet(get(issuer.jwksUrl(), "").body());
        JwtClaims claims = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedIssuer(issuer.url("").toString())
                .setEvaluationTime(org.jose4j.jwt.NumericDate.fromMilliseconds(clock.millis()))
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
        assertThat(claims.getSubject()).isEqualTo("sub-alice");
        assertThat(orders(token).statusCode()).isEqualTo(200);
    }

    @Test
    void calls_without_a_token_are_counted() throws Exception {
        get(issuer.ordersUrl(), "");

        assertThat(issuer.counters().apiCallsWithoutToken()).isEqualTo(1);
        assertThat(issuer.counters().apiCallsRefused()).isEqualTo(1);
    }

    private Map<String, Object> signIn() throws Exception {
        String body = post(issuer.loginUrl(), "{\"email\":\"alice@example.org\",\"password\":\"right\"}")
                .body();
        return JsonUtil.parseJson(body);
    }

    private HttpResponse<String> refresh(String token) throws Exception {
        return post(issuer.refreshUrl(), "{\"token\":\"" + token + "\"}");
    }

    private HttpResponse<String> orders(String token) throws Exception {
        return get(issuer.ordersUrl(), "Bearer " + token);
    }

    private HttpResponse<String> get(URI uri, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI uri, String json) throws Exception {
        return client.send(request(uri, json), BodyHandlers.ofString());
    }

    private static HttpRequest request(URI uri, String json) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json))
                .build();
    }
}
