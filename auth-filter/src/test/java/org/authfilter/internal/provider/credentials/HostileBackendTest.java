package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A backend that means harm or is broken: each call ends with an outcome, never with an error. */
class HostileBackendTest {

    private static final String TOKENS =
            "{\"accessToken\":\"%s\",\"refreshToken\":\"r\",\"user\":{\"name\":\"alice\"%s}%s}";

    private final Calls calls = new Calls();
    private ScriptedBackend backend;

    @BeforeEach
    void start() throws Exception {
        backend = new ScriptedBackend();
    }

    @AfterEach
    void stop() {
        backend.close();
        calls.close();
    }

    static Stream<String> bombs() {
        return bodies().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void an_unreadable_response_issues_no_tokens(String name) throws Exception {
        backend.responds(bodies().get(name));

        assertThat(signIn()).isInstanceOf(Failure.class);
        assertThat(refresh()).isInstanceOf(Failure.class);
    }

    private static Map<String, String> bodies() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("arrays 100,000 deep", nested("[", "]", 100_000));
        bodies.put("objects 100,000 deep", nested("{\"a\":", "1}", 100_000));
        bodies.put("arrays that never end", "[".repeat(500_000));
        bodies.put("a megabyte and a byte", " ".repeat((1 << 20) + 1));
        bodies.put("ten megabytes", "x".repeat(10 << 20));
        bodies.put("a page", "<!doctype html><title>Sign in to the network</title>");
        bodies.put("NUL", "\u0000".repeat(1000));
        bodies.put("a number of a million digits", "1".repeat(1_000_000));
        bodies.put("tokens in an array", "[" + TOKENS.formatted("a", "", "") + "]");
        bodies.put("a token that is an object", "{\"accessToken\":{\"a\":1}}");
        bodies.put("a token that is nothing", "{\"accessToken\":null}");
        bodies.put("a token that is empty", "{\"accessToken\":\"\"}");
        bodies.put("half a response", "{\"accessToken\":\"a\",\"refreshToken\":\"r");
        return bodies;
    }

    static Stream<String> oddities() {
        return odd().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddities")
    void a_readable_response_with_odd_values_causes_no_error(String name) throws Exception {
        backend.responds(odd().get(name));

        assertThat(signIn()).isInstanceOfAny(Issued.class, Failure.class);
        assertThat(refresh()).isInstanceOfAny(Issued.class, Failure.class);
    }

    private static Map<String, String> odd() {
        Map<String, String> odd = new LinkedHashMap<>();
        String deep = "{\"sub\":\"a\",\"deep\":" + nested("[", "]", 100_000) + "}";
        odd.put("a JWT whose claims are 100,000 deep", TOKENS.formatted(Calls.jwt(deep), "", ""));
        odd.put(
                "a JWT whose objects are 50,000 deep",
                TOKENS.formatted(Calls.jwt("{\"deep\":" + nested("{\"a\":", "1}", 50_000) + "}"), "", ""));
        odd.put("a JWT that is no JSON", TOKENS.formatted("e30.####.x", "", ""));
        odd.put("a JWT with an array for claims", TOKENS.formatted(Calls.jwt("[1]"), "", ""));
        odd.put("a JWT with odd claims", TOKENS.formatted(Calls.jwt("{\"exp\":\"x\",\"sub\":[],\"iss\":1}"), "", ""));
        odd.put(
                "an expiry beyond time",
                TOKENS.formatted(Calls.jwt("{\"exp\":1e300}"), "", ",\"accessTokenExpiry\":1e300"));
        odd.put("an expiry of 1,000 digits", TOKENS.formatted("a", "", ",\"accessTokenExpiry\":" + "9".repeat(1000)));
        odd.put("an expiry with a huge exponent", TOKENS.formatted("a", "", ",\"accessTokenExpiry\":1e999999999"));
        odd.put("an expiry before time", TOKENS.formatted("a", "", ",\"accessTokenExpiry\":-9223372036854775808"));
        odd.put("a name of half a megabyte", TOKENS.formatted("a", ",\"email\":\"" + "x".repeat(500_000) + "\"", ""));
        odd.put("50,000 roles", TOKENS.formatted("a", ",\"roles\":[" + "\"r\",".repeat(50_000) + "\"r\"]", ""));
        odd.put("roles 900 deep", TOKENS.formatted("a", ",\"roles\":" + nested("[", "]", 900), ""));
        odd.put("a token with a line break", TOKENS.formatted("a\\r\\nX-Injected: 1", "", ""));
        odd.put("a token with a NUL", TOKENS.formatted("a\\u0000", "", ""));
        odd.put("two responses", TOKENS.formatted("a", "", "") + TOKENS.formatted("b", "", ""));
        odd.put("members twice", "{\"accessToken\":\"a\",\"accessToken\":\"b\"}");
        return odd;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Type     | text/html",
                "Content-Type     | application/json;charset=utf-16",
                "Content-Type     | nonsense",
                "Content-Type     | ;;;",
                "Retry-After      | 99999999999999999999",
                "Retry-After      | -1",
                "Set-Cookie       | JSESSIONID=planted",
                "Location         | file:///etc/passwd",
                "WWW-Authenticate | Basic realm=x",
            })
    void headers_of_a_response_change_nothing(String name, String value) throws Exception {
        backend.responds(TOKENS.formatted("a", "", "")).withHeader(name, value);

        assertThat(signIn()).isInstanceOf(Issued.class);
        assertThat(refresh()).isInstanceOf(Issued.class);
        assertThat(backend.requests().get(1).headers()).doesNotContainKey("Cookie");
    }

    @ParameterizedTest(name = "status {0} to {1}")
    @CsvSource({
        "301, http://127.0.0.1:1/",
        "302, file:///etc/passwd",
        "303, /auth/login",
        "307, https://evil.example/",
        "308, gopher://127.0.0.1:1/",
    })
    void no_redirect_is_followed(int status, String location) throws Exception {
        backend.responds(status, "").withHeader("Location", location);

        assertThat(signIn()).isInstanceOf(Failure.class);
        assertThat(backend.requests()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"gzip", "deflate", "br"})
    void no_content_coding_is_asked_for_and_a_broken_one_is_a_failure(String coding) throws Exception {
        backend.responds(new String(gzipBomb(), StandardCharsets.ISO_8859_1)).withHeader("Content-Encoding", coding);

        assertThat(signIn()).isInstanceOf(Failure.class);
        assertThat(backend.requests().get(0).headers()).containsEntry("Accept-encoding", List.of("identity"));
    }

    private static byte[] gzipBomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            for (int megabyte = 0; megabyte < 50; megabyte++) {
                out.write(new byte[1 << 20]);
            }
        }
        return packed.toByteArray();
    }

    @ParameterizedTest(name = "{0} headers of {1} bytes")
    @CsvSource({"1, 100000", "1, 2000000", "5000, 10", "5000, 1000"})
    void headers_beyond_reason_end_in_an_outcome(int count, int length) throws Exception {
        backend.responds(TOKENS.formatted("a", "", ""));
        for (int header = 0; header < count; header++) {
            backend.withHeader("X-" + header, "x".repeat(length));
        }

        assertThat(signIn()).isInstanceOfAny(Issued.class, Failure.class);
    }

    private TokenResult signIn() throws Exception {
        return Calls.await(calls.of(backend, "roles", "/roles").signIn(Calls.ALICE));
    }

    private TokenResult refresh() throws Exception {
        return Calls.await(calls.of(backend, "roles", "/roles").refresh(Calls.CURRENT, false));
    }

    private static String nested(String open, String close, int depth) {
        return open.repeat(depth)
                + close.substring(0, close.length() - 1)
                + close.substring(close.length() - 1).repeat(depth);
    }
}
