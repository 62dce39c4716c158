package org.authfilter.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSearchTest {

    private static final String AWKWARD = "s3cret:&+ %é/\"\\";
    private static final String LONG = "Vq3x-Zk81_mPw0RtYb7LcD29sHfGjN5u";
    private static final String JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJzdWItYWxpY2UifQ.Ww0dGgq8-vJcQm3kq1sTn4";

    private final SecretSearch search = new SecretSearch(
            Map.of(AWKWARD, "password", LONG, "session id", "access-1", "access token", JWT, "ID token"));

    static Stream<String> what_is_written() {
        return spellings().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("what_is_written")
    void a_secret_is_found_however_it_is_written(String spelling) {
        String written = spellings().get(spelling).apply(AWKWARD);

        assertThat(search.in("FINE org.example: sent " + written + " to the backend"))
                .containsExactly("password");
        assertThat(search.in(
                        "FINE org.example: sent " + spellings().get(spelling).apply("another one")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "::", ":::", "session=", "{\"password\":\""})
    void a_secret_is_found_in_a_longer_text_that_is_Base64(String before) {
        assertThat(search.in("body " + base64(before + "access-1\"}"))).containsExactly("access token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "xy", "xyz", "id_", "a/b/"})
    void Base64_is_found_behind_characters_that_might_belong_to_it(String before) {
        assertThat(search.in("cookie:" + before + base64(AWKWARD))).containsExactly("password");
    }

    @Test
    void sixteen_characters_of_a_longer_secret_are_found_and_fifteen_are_not() {
        for (int start = 0; start + 16 <= LONG.length(); start++) {
            assertThat(search.in(start + "·" + LONG.substring(start, start + 16) + "…"))
                    .containsExactly("session id");
            assertThat(search.in(start + "·" + LONG.substring(start, start + 15) + "…"))
                    .isEmpty();
        }
    }

    @Test
    void a_short_secret_is_found_where_it_stands_apart() {
        assertThat(search.in("Bearer access-1")).containsExactly("access token");
        assertThat(search.in("{accessToken=access-1, refreshToken=null}")).containsExactly("access token");
        assertThat(search.in("access-17, fastaccess-1")).isEmpty();
    }

    @Test
    void a_JWT_is_found_without_its_header_and_without_its_signature() {
        String[] parts = JWT.split("\\.", -1);

        assertThat(search.in("claims " + parts[1])).containsExactly("ID token");
        assertThat(search.in("signature " + parts[2])).containsExactly("ID token");
        assertThat(search.in("header " + parts[0])).isEmpty();
    }

    @Test
    void a_JWT_of_another_issuer_is_found_by_its_form() {
        assertThat(search.in("token=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IifQ.c2ln"))
                .containsExactly("JWT");
    }

    @Test
    void a_finding_tells_kind_and_place_and_not_the_secret(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("server.log");
        Files.writeString(log, "INFO started\nFINE token access-1\n\tat org.example.Shop\nFINE " + LONG + "\n");

        assertThat(search.in(log)).containsExactly("access token in " + log + ":2", "session id in " + log + ":4");
    }

    private static Map<String, UnaryOperator<String>> spellings() {
        Map<String, UnaryOperator<String>> spellings = new LinkedHashMap<>();
        spellings.put("as it is", secret -> secret);
        spellings.put("as a form", SecretSearchTest::url);
        spellings.put("in lower-case percent encoding", secret -> url(secret).toLowerCase(Locale.ROOT));
        spellings.put("with %20", secret -> url(secret).replace("+", "%20"));
        spellings.put("each byte percent-encoded", secret -> hex(secret).replaceAll("..", "%$0"));
        spellings.put("URL-encoded twice", secret -> url(url(secret)));
        spellings.put("in Base64", SecretSearchTest::base64);
        spellings.put("in Base64 without padding", secret -> base64(secret).replace("=", ""));
        spellings.put(
                "in Base64 for addresses", secret -> Base64.getUrlEncoder().encodeToString(bytes(secret)));
        spellings.put("in the Base64 of client_secret_basic", secret -> base64("shop:" + url(secret)));
        spellings.put("in URL-encoded Base64", secret -> url(base64(secret)));
        spellings.put("in JSON", secret -> json(secret));
        spellings.put("in JSON that is ASCII", secret -> json(secret).replace("é", "\\u00e9"));
        spellings.put(
                "in JSON whose slashes are escaped", secret -> json(secret).replace("/", "\\/"));
        spellings.put("in JSON in JSON", secret -> JsonUtil.toJson(Map.of("body", json(secret))));
        spellings.put("in JSON in Base64", secret -> base64(json(secret)));
        spellings.put("in hexadecimal", SecretSearchTest::hex);
        return spellings;
    }

    private static String json(String text) {
        return JsonUtil.toJson(Map.of("a", text));
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(bytes(text));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
