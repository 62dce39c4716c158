package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.Fault;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;

/** A hostile issuer, or an attacker in its place: no sign-in succeeds, and every request gets a response. */
@Tag("slow")
class HostileIssuerTest {

    private static final RsaJsonWebKey OF_ATTACKER = rsa();

    /** The time after which newer keys may be read; a test moves its clock by it. */
    private static final Duration BETWEEN_READINGS_OF_KEYS = Duration.ofSeconds(1);

    private final OpenIdShop shop = new OpenIdShop();
    private final FakeOpenIdProvider provider = shop.provider;

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void a_hostile_ID_token_does_not_sign_in() throws Exception {
        Map<String, UnaryOperator<String>> tokens = idTokens(provider.signingKey());
        shop.signIn();
        shop.browser.call("POST", "/auth/signout");
        for (String name : tokens.keySet()) {
            shop.clock.advance(BETWEEN_READINGS_OF_KEYS);
            provider.replaceIdToken(tokens.get(name));

            MockHttpServletResponse response = shop.signIn();

            assertThat(response.getStatus()).as(name).isEqualTo(303);
            assertThat(response.getHeader("Location"))
                    .as(name)
                    .startsWith("/shop/auth/signin?")
                    .contains("error=");
            assertThat(shop.status()).as(name).isEqualTo("unauthenticated");
        }
        assertThat(tokens).hasSizeGreaterThan(35);
    }

    /** Tokens that an attacker makes from a genuine token; he knows the provider's public key. */
    private static Map<String, UnaryOperator<String>> idTokens(RsaJsonWebKey genuine) {
        Map<String, UnaryOperator<String>> tokens = new LinkedHashMap<>();
        for (String algorithm : List.of("none", "None", "NONE", "nOnE", "", "HS256", "RS1", "dir", "RS256 ", "rs256")) {
            tokens.put("alg " + algorithm, token -> header("{\"alg\":\"" + algorithm + "\"}") + body(token) + ".");
        }
        tokens.put("no alg", token -> header("{}") + body(token) + "." + signature(token));
        tokens.put(
                "alg that is a list", token -> header("{\"alg\":[\"RS256\"]}") + body(token) + "." + signature(token));
        tokens.put(
                "jwk of the attacker",
                token -> signed(token, "jwk", OF_ATTACKER.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
        tokens.put("jku of the attacker", token -> signed(token, "jku", "http://127.0.0.1:1/jwks"));
        tokens.put("x5u of the attacker", token -> signed(token, "x5u", "http://127.0.0.1:1/cert"));
        tokens.put("x5c of the attacker", token -> signed(token, "x5c", List.of("MIIB")));
        tokens.put("x5t of the attacker", token -> signed(token, "x5t", "AAAA"));
        tokens.put("kid of half a megabyte", token -> signed(token, "kid", "x".repeat(500_000)));
        tokens.put("kid that climbs", token -> signed(token, "kid", "../../../../dev/null"));
        tokens.put("kid that is SQL", token -> signed(token, "kid", "x' UNION SELECT 'key"));
        tokens.put("kid of the provider, key of the attacker", token -> signed(token, "kid", genuine.getKeyId()));
        tokens.put("an unknown crit", token -> signed(token, "crit", List.of("exp")));
        tokens.put(
                "b64 false",
                token -> header("{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}") + body(token) + "."
                        + signature(token));
        tokens.put(
                "PBES2 with two billion rounds",
                token -> header("{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":"
                                + "\"A128CBC-HS256\",\"p2c\":2147483647,\"p2s\":\"AAAAAAAAAAAAAAAAAAAAAA\"}")
                        + "AAAA.AAAA.AAAA.AAAA");
        tokens.put("a JWE that unpacks to 20 MB", token -> packed(20 << 20));
        tokens.put("a JWE", token -> packed(10));
        tokens.put("a JWT in a JWT", token -> signedText(token, "cty", "JWT"));
        tokens.put("four parts", token -> token + ".x");
        tokens.put("six parts", token -> token + ".x.y.z");
        tokens.put("dots only", token -> "..");
        tokens.put("a million dots", token -> ".".repeat(1_000_000));
        tokens.put("nothing", token -> "");
        tokens.put("no Base64", token -> "####.####.####");
        tokens.put("claims 100,000 deep", token -> "e30." + base64("[".repeat(100_000)) + ".AAAA");
        tokens.put("a header 100,000 deep", token -> header("{\"a\":".repeat(100_000)) + body(token) + ".AAAA");
        tokens.put("more than a megabyte", token -> token + "A".repeat(1 << 20));
        tokens.put("the signature doubled", token -> token + signature(token));
        return tokens;
    }

    @ParameterizedTest(name = "{0} deep")
    @CsvSource({"100", "10000", "100000"})
    void genuine_claims_with_extreme_nesting_get_a_response(int depth) throws Exception {
        provider.replaceIdToken(token -> resigned(token, depth));

        assertThat(shop.signIn().getStatus()).isEqualTo(303);
        assertThat(shop.browser.page("/orders").getStatus()).isIn(200, 303);
    }

    private String resigned(String token, int depth) {
        String claims = new String(Base64.getUrlDecoder().decode(body(token)), StandardCharsets.UTF_8);
        String deep =
                claims.substring(0, claims.length() - 1) + ",\"deep\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        return sign(provider.signingKey(), deep, Map.of());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "jwks_uri"})
    void discovery_with_an_endpoint_that_is_no_http_URL_is_refused(String endpoint) throws Exception {
        for (String address : List.of(
                "file:///etc/passwd",
                "jar:file:///x!/",
                "ftp://127.0.0.1/",
                "gopher://127.0.0.1:25/",
                "javascript:alert(1)",
                "data:,x",
                "//127.0.0.1/",
                "/token",
                "http:/token",
                "http://",
                "http:// /",
                "\u0000",
                "")) {
            provider.bendDiscovery(metadata -> metadata.put(endpoint, address));
            shop.clock.advance(Duration.ofSeconds(2));

            MockHttpServletResponse response = shop.browser.page("/auth/signin/idp");

            assertThat(response.getHeader("Location")).as(address).endsWith("error=Configuration");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"discovery", "token", "userinfo"})
    void a_response_of_more_than_a_megabyte_is_not_read(String document) throws Exception {
        String padding = "x".repeat(1 << 20);
        switch (document) {
            case "discovery" -> provider.bendDiscovery(metadata -> metadata.put("padding", padding));
            case "token" -> provider.bendTokenResponse(tokens -> tokens.put("padding", padding));
            default -> provider.bendUserInfo(claims -> claims.put("padding", padding));
        }

        MockHttpServletResponse start = shop.browser.page("/auth/signin/idp");
        MockHttpServletResponse end =
                document.equals("discovery") ? start : shop.comeBack(provider.authorize(start.getHeader("Location")));

        assertThat(end.getHeader("Location")).endsWith("error=TemporarilyUnavailable");
        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @Test
    void a_hostile_key_set_does_not_verify_a_sign_in() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start(shop.clock).jwt(true);
                MockBrowser browser = new MockBrowser(
                        issuer,
                        shop.clock,
                        Map.of("provider.backend.jwks-url", issuer.jwksUrl().toString()))) {
            Map<String, String> sets = keySets();
            for (String name : sets.keySet()) {
                shop.clock.advance(BETWEEN_READINGS_OF_KEYS);
                issuer.keysAlways(Fault.status(200).withBody(sets.get(name)));

                MockHttpServletResponse response = browser.signIn("alice@example.org", "right");

                assertThat(response.getStatus()).as(name).isEqualTo(503);
                assertThat(json(response).getString("error")).as(name).isIn("TemporarilyUnavailable", "Configuration");
                assertThat(browser.session()).as(name).isNull();
            }
            assertThat(sets).hasSizeGreaterThan(15);
        }
    }

    private static Map<String, String> keySets() {
        Map<String, String> sets = new LinkedHashMap<>();
        String elliptic = elliptic();
        String rsa = OF_ATTACKER.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
        sets.put("10,000 keys", set(elliptic, 10_000));
        sets.put("2,000 keys", set(elliptic, 2_000));
        sets.put("500 RSA keys", set(rsa, 500));
        sets.put("keys 100,000 deep", "{\"keys\":" + "[".repeat(100_000));
        sets.put("a key 100,000 deep", "{\"keys\":[" + "{\"kty\":".repeat(100_000));
        sets.put("no keys", "{\"keys\":[]}");
        sets.put("keys that are none", "{\"keys\":{}}");
        sets.put("keys that are texts", "{\"keys\":[\"a\",1,null]}");
        sets.put(
                "a symmetric key",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}]}");
        sets.put(
                "an RSA key of 400,000 bits",
                "{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"" + "_".repeat(66_666) + "\"}]}");
        sets.put(
                "an RSA exponent of 400,000 bits",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"" + "_".repeat(342) + "\",\"e\":\"" + "_".repeat(66_666)
                        + "\"}]}");
        sets.put(
                "an RSA exponent of 1",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"" + "_".repeat(342) + "\",\"e\":\"AQ\"}]}");
        sets.put("a point off the curve", "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\"}]}");
        sets.put("an unknown curve", "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-1\",\"x\":\"AQ\",\"y\":\"AQ\"}]}");
        sets.put(
                "a key with a certificate that is none",
                "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQ\",\"e\":\"AQAB\",\"x5c\":[\"MIIB\"]}]}");
        sets.put("a page", "<!doctype html>");
        sets.put("nothing", "");
        return sets;
    }

    private static String set(String key, int times) {
        return IntStream.range(0, times).mapToObj(n -> key).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    @Test
    void a_genuine_token_verifies_with_one_of_a_thousand_keys() throws Exception {
        IntStream.range(0, 1000).forEach(n -> provider.publishToo(elliptic()));

        assertThat(shop.signIn().getHeader("Location")).isEqualTo("/shop/orders");
    }

    private static String elliptic() {
        return Elliptic.KEY;
    }

    /** Generated once, because that takes long. */
    private static final class Elliptic {
        static final String KEY = make();

        private static String make() {
            try {
                EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
                return key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
            } catch (JoseException impossible) {
                throw new AssertionError(impossible);
            }
        }
    }

    private static RsaJsonWebKey rsa() {
        try {
            return RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String signed(String token, String header, Object value) {
        String claims = new String(Base64.getUrlDecoder().decode(body(token)), StandardCharsets.UTF_8);
        return sign(OF_ATTACKER, claims, Map.of(header, value));
    }

    private static String signedText(String token, String header, String value) {
        return sign(OF_ATTACKER, token, Map.of(header, value));
    }

    private static String sign(RsaJsonWebKey key, String payload, Map<String, Object> headers) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(payload);
        jws.setAlgorithmHeaderValue("RS256");
        jws.setKeyIdHeaderValue(key.getKeyId());
        headers.forEach((name, value) -> jws.getHeaders().setObjectHeaderValue(name, value));
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String packed(int size) {
        JsonWebEncryption jwe = new JsonWebEncryption();
        jwe.setPlaintext(new byte[size]);
        jwe.setAlgorithmHeaderValue("dir");
        jwe.setEncryptionMethodHeaderParameter("A128CBC-HS256");
        jwe.enableDefaultCompression();
        jwe.setKey(new SecretKeySpec(new byte[32], "AES"));
        try {
            return jwe.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String header(String json) {
        return base64(json) + ".";
    }

    private static String body(String token) {
        return token.split("\\.", -1)[1];
    }

    private static String signature(String token) {
        return token.split("\\.", -1)[2];
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
