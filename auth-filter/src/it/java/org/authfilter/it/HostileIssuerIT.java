package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backend that means harm, read by the server's own JSON library and waited for on the server's own threads. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class HostileIssuerIT {

    private static final String APP = "hostile";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final String CREDENTIALS = "{\"email\":\"alice@example.org\",\"password\":\"right\"}";
    private static final Duration LONGEST_STEP = Duration.ofSeconds(7);
    private static final int AT_ONCE = 20;
    private static final int TEN_THOUSAND = 10_000;
    private static final Map<String, Fault> FAULTS = faults();

    private final Browser browser = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        "auth-filter.public-paths=/public/*",
                        "auth-filter.token-request-timeout=3s",
                        "auth-filter.provider.backend.roles=/roles",
                        "auth-filter.provider.verified.type=credentials",
                        "auth-filter.provider.verified.login-url=" + ISSUER.loginUrl(),
                        "auth-filter.provider.verified.jwks-url=" + ISSUER.jwksUrl())
                .addClass(WhoServlet.class);
    }

    private static Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("oversized", Fault.oversized());
        faults.put("page", Fault.html());
        faults.put("truncated", Fault.truncated());
        faults.put("reset", Fault.resetAfter());
        faults.put("redirect", Fault.redirect());
        faults.put("drip", Fault.slowDrip());
        faults.put("arrays 100,000 deep", response("[".repeat(100_000) + "]".repeat(100_000)));
        faults.put("objects 100,000 deep", response("{\"a\":".repeat(100_000)));
        faults.put("number of 900,000 digits", response("{\"accessToken\":" + "1".repeat(900_000) + "e"));
        faults.put("no token", response("{}"));
        return faults;
    }

    private static Fault response(String body) {
        return Fault.status(200).withBody(body);
    }

    /** An earlier test may have opened the circuit breaker. */
    @BeforeEach
    void awaitProbe() {
        Await.until(
                "the backend is called again",
                LONGEST_STEP,
                () -> new Browser(APP).post("/auth/signin/backend", CREDENTIALS).statusCode() == 200);
    }

    @AfterEach
    void heal() {
        ISSUER.healthy().jwt(false);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oversized",
                "page",
                "truncated",
                "reset",
                "redirect",
                "drip",
                "arrays 100,000 deep",
                "objects 100,000 deep",
                "number of 900,000 digits",
            })
    void a_hostile_response_neither_signs_in_nor_signs_out(String name) {
        browser.signIn("alice@example.org");
        ISSUER.always(FAULTS.get(name));

        assertUnavailable(
                new Browser(APP).post("/auth/signin/backend", CREDENTIALS).statusCode());
        assertUnavailable(browser.post("/auth/session", "{}").statusCode());
        assertThat(browser.call("/who").statusCode()).isEqualTo(200);
    }

    @Test
    void R9a_a_response_without_a_token_refuses_a_sign_in_and_ends_no_session() {
        browser.signIn("alice@example.org");
        ISSUER.always(FAULTS.get("no token"));

        assertThat(new Browser(APP).post("/auth/signin/backend", CREDENTIALS).statusCode())
                .isEqualTo(401);
        assertUnavailable(browser.post("/auth/session", "{}").statusCode());
        assertThat(browser.call("/who").statusCode()).isEqualTo(200);
    }

    @Test
    void a_JWT_with_extreme_nesting_gets_a_response() {
        String claims = "{\"sub\":\"a\",\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String jwt = base64("{\"alg\":\"RS256\"}") + "." + base64(claims) + ".AAAA";
        ISSUER.always(response("{\"accessToken\":\"" + jwt + "\",\"user\":{\"name\":\"alice\"}}"));

        assertThat(browser.post("/auth/signin/backend", CREDENTIALS).statusCode())
                .isIn(200, 503);
    }

    @Test
    void the_right_one_of_ten_thousand_keys_is_found_by_its_kid() throws Exception {
        ISSUER.jwt(true).rotateKey();
        String published = new String(ISSUER.jwksUrl().toURL().openStream().readAllBytes(), StandardCharsets.UTF_8);
        String others = (publicHalf(newKey()) + ",").repeat(TEN_THOUSAND);
        ISSUER.keysAlways(response(published.replace("[", "[" + others)));

        assertThat(browser.post("/auth/signin/verified", CREDENTIALS).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_token_that_fits_ten_thousand_keys_is_refused_and_blocks_no_request() throws Exception {
        browser.signIn("alice@example.org");
        OctetKeyPairJsonWebKey right = newKey();
        ISSUER.keysAlways(response(tenThousandKeysAnd(right)));
        ISSUER.always(response("{\"accessToken\":\"" + signedBy(right) + "\",\"user\":{\"name\":\"alice\"}}"));

        CompletableFuture<HttpResponse<String>> signIn =
                CompletableFuture.supplyAsync(() -> new Browser(APP).post("/auth/signin/verified", CREDENTIALS));

        assertThat(browser.call("/who").statusCode()).isEqualTo(200);
        assertUnavailable(signIn.join().statusCode());
        assertThat(signIn.join().body()).contains("\"Configuration\"");
    }

    private static String tenThousandKeysAnd(OctetKeyPairJsonWebKey last) throws JoseException {
        StringBuilder hundred = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            hundred.append(publicHalf(newKey())).append(',');
        }
        return "{\"keys\":[" + hundred.toString().repeat(TEN_THOUSAND / 100) + publicHalf(last) + "]}";
    }

    private static OctetKeyPairJsonWebKey newKey() throws JoseException {
        return OkpJwkGenerator.generateJwk("Ed25519");
    }

    private static String publicHalf(OctetKeyPairJsonWebKey key) {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static String signedBy(OctetKeyPairJsonWebKey key) throws JoseException {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("EdDSA");
        jws.setPayload("{\"sub\":\"alice\",\"exp\":4000000000}");
        jws.setKey(key.getPrivateKey());
        return jws.getCompactSerialization();
    }

    @Test
    void keys_with_extreme_nesting_do_not_sign_in() {
        ISSUER.jwt(true).rotateKey().keysAlways(response("{\"keys\":" + "[".repeat(100_000)));

        assertUnavailable(browser.post("/auth/signin/verified", CREDENTIALS).statusCode());
    }

    @Test
    void slow_responses_occupy_request_threads_no_longer_than_the_deadline() {
        ISSUER.always(Fault.slowDrip());
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<CompletableFuture<Integer>> signIns = IntStream.range(0, AT_ONCE)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> new Browser(APP)
                                    .post("/auth/signin/backend", CREDENTIALS.replace("alice", "user" + n))
                                    .statusCode(),
                            clients))
                    .toList();

            assertThat(browser.page("/public/who").statusCode()).isEqualTo(200);
            assertThat(signIns).allSatisfy(signIn -> assertUnavailable(signIn.join()));
        } finally {
            clients.shutdownNow();
        }
    }

    private static void assertUnavailable(int status) {
        assertThat(status).isEqualTo(503);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
