package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/roles,                     admin",
        "/one,                       boss",
        "/realm/roles,               user",
        "/byName,                    editor",
        "/a~1b/c~0d,                 escaped",
        "/nothing,                   ",
        "/roles/deeper,              ",
        "/number,                    ",
    })
    void a_pointer_finds_strings(String pointer, String found) {
        Claims claims = new Claims(Map.of(
                "roles", List.of("admin", 7),
                "one", "boss",
                "realm", Map.of("roles", List.of("user")),
                "byName", Map.of("editor", Map.of("org", "x")),
                "a/b", Map.of("c~d", "escaped"),
                "number", 7));

        assertThat(claims.textsAt(pointer)).isEqualTo(found == null ? null : List.of(found));
    }

    @Test
    void an_array_is_entered_by_an_index_and_an_object_in_it_names_a_role() {
        Claims claims = Claims.parse("""
                        {"groups": [{"name": "admin", "id": 1}, "user", {"id": 2}, 3, {"name": 4}],
                         "tenants": [{"roles": ["a"]}, {"roles": ["b"]}]}
                        """).orElseThrow();

        assertThat(claims.textsAt("/groups")).containsExactly("admin", "user");
        assertThat(claims.textsAt("/tenants/1/roles")).containsExactly("b");
        for (String pointer : List.of("/tenants/2/roles", "/tenants/-/roles", "/tenants/01/roles", "/tenants/x")) {
            assertThat(claims.textsAt(pointer)).isNull();
        }
        assertThat(claims.textsAt("/tenants/99999999999999/roles")).isNull();
    }

    @Test
    void an_empty_list_is_a_statement_and_a_missing_one_is_none() {
        Claims claims =
                new Claims(Map.of("list", List.of(), "object", Map.of(), "text", "", "twice", List.of("a", "a")));

        assertThat(claims.textsAt("/list")).isEmpty();
        assertThat(claims.textsAt("/object")).isEmpty();
        assertThat(claims.textsAt("/text")).isEmpty();
        assertThat(claims.textsAt("/twice")).containsExactly("a");
        assertThat(claims.textsAt("/none")).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"60, 60", "-1, -1", "1.5, ", "soon, ", "1234567890123456789, "})
    void a_number_may_be_written_as_a_string(String written, Long number) {
        assertThat(new Claims(Map.of("n", written)).number("n")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "opaque",
                "e30",
                "e30.e30",
                "e30.!.x",
                "e30.bm8.x",
                "e30.eyJhIjoiYiJ9.x.y",
                "e30.eyJhIjoiYiJ9.x.y.z"
            })
    void a_text_that_is_no_jwt_has_no_claims(String token) {
        assertThat(Claims.ofJwt(token)).isEqualTo(Claims.NONE);
    }

    @Test
    void the_claims_of_a_jwt_are_its_second_part() {
        assertThat(Claims.ofJwt("e30.eyJhIjoiYiJ9.x").text("a")).isEqualTo("b");
    }

    @Test
    void an_empty_string_counts_as_missing() {
        Claims claims = new Claims(Map.of("a", ""));

        assertThat(claims.text("a")).isNull();
        assertThat(claims.texts("a")).isEmpty();
    }

    @Test
    void a_null_counts_as_missing() {
        Claims claims = Claims.parse("{\"a\":null}").orElseThrow();

        assertThat(claims.has("a")).isFalse();
        assertThat(claims.members()).containsKey("a");
    }

    @Test
    void claims_print_their_names_only() {
        assertThat(new Claims(Map.of("email", "alice@example.test")).toString()).isEqualTo("Claims[email]");
    }

    @Test
    void only_the_json_value_true_is_true() {
        Claims claims = new Claims(Map.of("yes", true, "no", false, "text", "true"));

        assertThat(Arrays.asList(
                        claims.isTrue("yes"), claims.isTrue("no"), claims.isTrue("text"), claims.isTrue("none")))
                .isEqualTo(List.of(true, false, false, false));
    }
}
