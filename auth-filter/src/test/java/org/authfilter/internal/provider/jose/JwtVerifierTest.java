package org.authfilter.internal.provider.jose;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.provider.jose.ValidationResult.Invalid;
import org.authfilter.internal.provider.jose.ValidationResult.Undecided;
import org.authfilter.internal.provider.jose.ValidationResult.Valid;
import org.authfilter.testkit.MutableClock;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JwtVerifierTest {

    private static final RsaJsonWebKey FIRST = key("first");
    private static final RsaJsonWebKey SECOND = key("second");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final AtomicInteger readings = new AtomicInteger();
    private final IssuerHttpClient backChannel =
            new IssuerHttpClient(Duration.ofSeconds(2), Duration.ofSeconds(5), Clock.systemUTC(), clock);
    private volatile String keySet = setOf(FIRST);
    private volatile int status = 200;
    private HttpServer issuer;
    private JwtVerifier verifier;

    @BeforeEach
    void startIssuer() throws IOException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/jwks", exchange -> {
            readings.incrementAndGet();
            byte[] body = keySet.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        URI address = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort() + "/jwks");
        verifier = new JwtVerifier(new JwksCache(address, backChannel));
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
        backChannel.close();
    }

    @Test
    void a_token_of_the_issuer_is_valid_and_the_keys_are_read_once() throws Exception {
        assertThat(verify(signedBy(FIRST))).isInstanceOf(Valid.class);
        assertThat(verify(signedBy(FIRST))).isInstanceOf(Valid.class);

        assertThat(readings).hasValue(1);
    }

    @Test
    void rotated_keys_are_read_again() throws Exception {
        verify(signedBy(FIRST));
        keySet = setOf(SECOND);
        clock.advance(Duration.ofSeconds(1));

        assertThat(verify(signedBy(SECOND))).isInstanceOf(Valid.class);
        assertThat(readings).hasValue(2);
    }

    @Test
    void a_key_without_kid_is_found_by_the_signature() throws Exception {
        RsaJsonWebKey nameless = key(null);
        keySet = setOf(nameless);

        assertThat(verify(signedBy(nameless))).isInstanceOf(Valid.class);
    }

    @Test
    void the_fitting_one_of_several_keys_without_kid_is_found() throws Exception {
        RsaJsonWebKey other = key(null);
        RsaJsonWebKey signing = key(null);
        keySet = new JsonWebKeySet(other, signing, key(null)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);

        assertThat(verify(signedBy(signing))).isInstanceOf(Valid.class);
        assertThat(readings).hasValue(1);
    }

    @ParameterizedTest(name = "{0} keys")
    @CsvSource({"100, true", "101, false"})
    void at_most_a_hundred_keys_are_tried_without_kid(int size, boolean isFound) throws Exception {
        OctetKeyPairJsonWebKey signing = OkpJwkGenerator.generateJwk("Ed25519");
        keySet = setOf(OkpJwkGenerator.generateJwk("Ed25519"), size - 1, signing);
        JsonWebSignature jws = jws();
        jws.setAlgorithmHeaderValue("EdDSA");
        jws.setKey(signing.getPrivateKey());

        assertThat(verify(jws.getCompactSerialization()) instanceof Valid).isEqualTo(isFound);
    }

    @Test
    void the_kid_selects_one_of_ten_thousand_keys() throws Exception {
        keySet = setOf(OkpJwkGenerator.generateJwk("Ed25519"), 10_000, FIRST);

        assertThat(verify(signedBy(FIRST))).isInstanceOf(Valid.class);
        assertThat(readings).hasValue(1);
    }

    @Test
    void a_key_replaced_under_the_same_kid_is_read_again() throws Exception {
        verify(signedBy(FIRST));
        clock.advance(Duration.ofSeconds(1));
        RsaJsonWebKey successor = key("first");
        keySet = setOf(successor);

        assertThat(verify(signedBy(successor))).isInstanceOf(Valid.class);
    }

    @Test
    void a_token_signed_with_another_key_is_invalid() throws Exception {
        assertThat(verify(signedBy(key("first")))).isInstanceOf(Invalid.class);
    }

    @Test
    void a_token_without_signature_is_invalid() throws Exception {
        JsonWebSignature jws = jws();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue("none");

        assertThat(verify(jws.getCompactSerialization())).isInstanceOf(Invalid.class);
    }

    @Test
    void a_public_key_never_serves_as_a_secret() throws Exception {
        JsonWebSignature jws = jws();
        jws.setAlgorithmHeaderValue("HS256");
        jws.setKeyIdHeaderValue("first");
        jws.setKey(new HmacKey(FIRST.getPublicKey().getEncoded()));

        assertThat(verify(jws.getCompactSerialization())).isInstanceOf(Invalid.class);
    }

    @Test
    void a_secret_among_the_published_keys_verifies_no_token() throws Exception {
        keySet = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"s\",\"k\":\"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8\"}]}";
        JsonWebSignature jws = jws();
        jws.setAlgorithmHeaderValue("HS256");
        jws.setKeyIdHeaderValue("s");
        jws.setKey(JsonWebKey.Factory.newJwk(keySet.substring(9, keySet.length() - 2))
                .getKey());

        assertThat(verify(jws.getCompactSerialization())).isInstanceOf(Invalid.class);
    }

    @Test
    void unavailable_keys_leave_a_token_undecided_and_are_read_again_for_the_next() throws Exception {
        status = 500;
        assertThat(verify(signedBy(FIRST))).isInstanceOf(Undecided.class);

        status = 200;
        assertThat(verify(signedBy(FIRST))).isInstanceOf(Valid.class);
    }

    @Test
    void keys_are_read_at_most_once_a_second() throws Exception {
        verify(signedBy(FIRST));
        long before = System.nanoTime();

        verify(signedBy(SECOND));

        assertThat(readings).hasValue(2);
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(1_000_000_000L);
    }

    @Test
    void tokens_that_need_newer_keys_share_one_request() throws Exception {
        verify(signedBy(FIRST));
        clock.advance(Duration.ofMillis(900));
        keySet = setOf(SECOND);

        List<CompletableFuture<ValidationResult>> results =
                List.of(verified(signedBy(SECOND)), verified(signedBy(SECOND)), verified(signedBy(SECOND)));

        for (CompletableFuture<ValidationResult> result : results) {
            assertThat(result.get(10, TimeUnit.SECONDS)).isInstanceOf(Valid.class);
        }
        assertThat(readings).hasValue(2);
    }

    @Test
    void known_keys_are_used_at_once_while_newer_ones_are_requested() throws Exception {
        verify(signedBy(FIRST));
        CompletableFuture<ValidationResult> waiting = verified(signedBy(SECOND));

        assertThat(verified(signedBy(FIRST)).getNow(null)).isInstanceOf(Valid.class);
        assertThat(waiting.isDone()).isFalse();
    }

    @Test
    void the_last_keys_stay_in_use_while_newer_ones_are_unavailable() throws Exception {
        verify(signedBy(FIRST));
        clock.advance(Duration.ofSeconds(1));
        status = 500;
        assertThat(verify(signedBy(SECOND))).isInstanceOf(Undecided.class);

        assertThat(verify(signedBy(FIRST))).isInstanceOf(Valid.class);
    }

    @Test
    void a_withdrawn_key_is_used_for_ten_minutes_at_most() throws Exception {
        verify(signedBy(FIRST));
        keySet = setOf(SECOND);

        clock.advance(Duration.ofMinutes(10).minusMillis(1));
        assertThat(verify(signedBy(FIRST))).isInstanceOf(Valid.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(verify(signedBy(FIRST))).isInstanceOf(Invalid.class);
    }

    @Test
    void expired_keys_stay_in_use_for_another_ten_minutes_if_the_issuer_is_down() throws Exception {
        verify(signedBy(FIRST));
        status = 500;
        clock.advance(Duration.ofMinutes(10));

        assertThat(verify(signedBy(FIRST))).isInstanceOf(Valid.class);
        clock.advance(Duration.ofMinutes(9));
        assertThat(verify(signedBy(FIRST))).isInstanceOf(Valid.class);
        assertThat(readings).hasValue(2);
    }

    @Test
    void a_response_that_is_no_key_set_leaves_a_token_undecided() throws Exception {
        keySet = "<html>";

        assertThat(verify(signedBy(FIRST))).isInstanceOf(Undecided.class);
    }

    @Test
    void the_reason_of_an_invalid_token_quotes_nothing_of_it() throws Exception {
        ValidationResult result = verifier.verify(
                        signedBy(FIRST), () -> new JwtConsumerBuilder().setExpectedIssuer("https://other.example"))
                .get(10, TimeUnit.SECONDS);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Invalid.class,
                        refused ->
                                assertThat(refused.reason()).isEqualTo("the JWT is invalid: unexpected issuer (iss)"));
    }

    private ValidationResult verify(String jwt) throws Exception {
        return verified(jwt).get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<ValidationResult> verified(String jwt) {
        return verifier.verify(jwt, JwtConsumerBuilder::new);
    }

    private static String signedBy(RsaJsonWebKey key) throws JoseException {
        JsonWebSignature jws = jws();
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        return jws.getCompactSerialization();
    }

    private static JsonWebSignature jws() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("https://issuer.example");
        claims.setSubject("sub-alice");
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        return jws;
    }

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String setOf(RsaJsonWebKey key) {
        return new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private static String setOf(JsonWebKey other, int times, JsonWebKey last) {
        List<JsonWebKey> keys = new ArrayList<>(Collections.nCopies(times, other));
        keys.add(last);
        return new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}
