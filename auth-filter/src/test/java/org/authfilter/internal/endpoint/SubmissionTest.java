package org.authfilter.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletInputStream;
import java.io.PipedInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.authfilter.internal.endpoint.Submission.UnreadableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

/** Fields of bodies; the WAR's {@code <request-character-encoding>} has no effect on them. */
class SubmissionTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/shop/auth/signin/backend");

    @ParameterizedTest(name = "{0}: name is {1}")
    @CsvSource({
        "name=J%C3%BCrgen,               Jürgen",
        "name=Jürgen,                    Jürgen",
        "name=p%C3%A4ss+w%C3%B6rd%2B1,   päss wörd+1",
        "name=%F0%9F%94%91,              🔑",
        "name=a%3Db%26c,                 a=b&c",
        "name=a=b,                       a=b",
        "n%61me=alice,                   alice",
        "name=first&name=second,         first",
        "name=,                          ''",
        "name,                           ''",
        "&&name=alice&,                  alice",
        "other=1,                        ",
        "=1,                             ",
        "'',                             ",
    })
    void a_form_is_UTF_8(String body, String name) throws Exception {
        assertThat(ofForm(body).get("name")).isEqualTo(name);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":\"x\"}     | \"x\"",
                "{\"a\":true}      | true",
                "{\"a\":17}        | 17",
                "{\"a\":[\"x\",1]}  | [\"x\",1]",
                "{\"a\":{\"b\":1}}  | {\"b\":1}",
                "{\"a\":\"\"}      | ",
                "{\"a\":null}      | ",
                "{}                | ",
            })
    void a_field_of_a_JSON_object_keeps_its_type(String body, String value) throws Exception {
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));

        assertThat(Objects.toString(Submission.ofBody(request).value("a"), null))
                .isEqualTo(value);
    }

    @Test
    void a_field_of_a_form_is_a_string() throws Exception {
        assertThat(ofForm("a=17&b=").value("a")).hasToString("\"17\"");
        assertThat(ofForm("a=17&b=").value("b")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name=%zz", "name=%", "name=%C", "%g1=x", "name=%-1"})
    void a_form_with_a_broken_percent_sign_is_malformed(String body) {
        assertThatThrownBy(() -> ofForm(body))
                .isInstanceOf(UnreadableException.class)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded;charset=ISO-8859-1",
                "APPLICATION/X-WWW-FORM-URLENCODED; Charset=\"iso-8859-1\"",
                "application/x-www-form-urlencoded;charset=none",
                "application/x-www-form-urlencoded;charset=%"
            })
    void a_form_is_UTF_8_even_if_its_content_type_names_another_charset(String contentType) throws Exception {
        content(contentType, "name=J%C3%BCrgen");

        assertThat(Submission.ofBody(request).get("name")).isEqualTo("Jürgen");
    }

    @Test
    void a_form_of_64_KiB_is_read() throws Exception {
        assertThat(ofForm("name=" + "x".repeat((1 << 16) - 5)).get("name")).hasSize((1 << 16) - 5);
    }

    @Test
    void a_larger_form_is_malformed() {
        assertThatThrownBy(() -> ofForm("name=" + "x".repeat((1 << 16) - 4))).isInstanceOf(UnreadableException.class);
    }

    @Test
    void a_body_that_ends_too_early_is_malformed() {
        MockHttpServletRequest cutOff = new MockHttpServletRequest() {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(new PipedInputStream()); // not connected
            }
        };
        cutOff.setContentType(FORM);

        assertThatThrownBy(() -> Submission.ofBody(cutOff)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void parameters_that_an_earlier_filter_has_read_count() throws Exception {
        request.setContentType(FORM);
        request.addParameter("name", "alice");

        assertThat(Submission.ofBody(request).get("name")).isEqualTo("alice");
    }

    @Test
    void the_parameters_count_if_an_earlier_filter_reads_the_body() throws Exception {
        request.setContentType(FORM);
        request.addParameter("name", "alice");
        request.getReader();

        assertThat(Submission.ofBody(request).get("name")).isEqualTo("alice");
    }

    @Test
    void a_field_of_the_query_does_not_count() throws Exception {
        request.setQueryString("callbackUrl=%2Fshop%2Faddress&password=secret");
        request.addParameter("callbackUrl", "/shop/address");
        request.addParameter("password", "secret");

        Submission submission = ofForm("callbackUrl=%2Fshop%2Fbody&name=alice");

        assertThat(submission.get("callbackUrl")).isEqualTo("/shop/body");
        assertThat(submission.get("name")).isEqualTo("alice");
        assertThat(submission.get("password")).isNull();
    }

    @Test
    void a_field_of_the_query_does_not_count_if_an_earlier_filter_has_read_the_body() throws Exception {
        request.setContentType(FORM);
        request.setQueryString("name=mallory&password=secret");
        request.addParameter("name", "mallory");
        request.addParameter("password", "secret");
        request.addParameter("name", "alice");

        Submission submission = Submission.ofBody(request);

        assertThat(submission.get("name")).isEqualTo("alice");
        assertThat(submission.single("name")).isEqualTo("alice");
        assertThat(submission.get("password")).isNull();
    }

    @Test
    void no_field_counts_if_the_query_is_too_long_to_tell_its_fields_from_those_of_the_body() throws Exception {
        request.setContentType(FORM);
        request.setQueryString("name=mallory&padding=" + "x".repeat(1 << 16));
        request.addParameter("name", "mallory");

        assertThat(Submission.ofBody(request).get("name")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"a=1, a=1, 1", "a=1, a=2&a=3, ''", "a=1, b=2,", "'', a=1, 1"})
    void a_field_that_must_not_be_repeated_is_empty_if_it_is(String query, String body, String single)
            throws Exception {
        request.setQueryString(query);

        assertThat(ofForm(body).single("a")).isEqualTo(single);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=x",
                "text/plain",
                "application/jsonp",
                "application/x-www-form-urlencoded-too",
                "application/json, text/plain",
                "",
                " ",
            })
    void the_body_of_another_type_is_not_read(String contentType) throws Exception {
        content(contentType, "name=alice");

        assertThatThrownBy(() -> Submission.ofBody(request))
                .isInstanceOfSatisfying(
                        UnreadableException.class,
                        unsupported -> assertThat(unsupported.status()).isEqualTo(415));
        assertThat(request.getInputStream().readAllBytes()).hasSize(10);
    }

    @Test
    void a_request_without_type_and_body_has_no_fields() throws Exception {
        assertThat(Submission.ofBody(request).get("name")).isNull();
        request.setContent(new byte[0]);
        assertThat(Submission.ofBody(request).get("name")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"64, false", "65, true"})
    void JSON_may_be_64_levels_deep(int levels, boolean isRefused) throws Exception {
        int arrays = levels - 1;
        content(
                "application/json; charset=utf-8",
                "{\"name\":\"J\u00fcrgen [[\",\"deep\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}");

        if (isRefused) {
            assertThatThrownBy(() -> Submission.ofBody(request)).isInstanceOf(UnreadableException.class);
        } else {
            assertThat(Submission.ofBody(request).get("name")).isEqualTo("J\u00fcrgen [[");
        }
    }

    @Test
    void the_address_has_its_fields_without_those_that_can_not_be_decoded() {
        request.setContentType(FORM);
        request.setContent("name=mallory".getBytes(StandardCharsets.UTF_8));
        request.setQueryString("x=%zz&name=J%C3%BCrgen&state=1&state=2&flag");

        Submission address = Submission.ofAddress(request);

        assertThat(address.get("name")).isEqualTo("J\u00fcrgen");
        assertThat(address.get("x")).isNull();
        assertThat(address.get("flag")).isEmpty();
        assertThat(address.single("state")).isEmpty();
        assertThat(address.single("other")).isNull();
    }

    @Test
    void an_address_without_query_has_no_fields() {
        assertThat(Submission.ofAddress(request).get("name")).isNull();
    }

    private Submission ofForm(String body) throws UnreadableException {
        content(FORM, body);
        return Submission.ofBody(request);
    }

    private void content(String contentType, String body) {
        request.setCharacterEncoding("ISO-8859-1");
        request.setContentType(contentType);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
    }
}
