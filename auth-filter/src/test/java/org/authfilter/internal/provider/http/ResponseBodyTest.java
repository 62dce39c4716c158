package org.authfilter.internal.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseBodyTest {

    private static final String TEXT = "{\"a\":\"ä\"}";

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(strings = {"", "identity", "gzip", "GZIP", " x-gzip ", "deflate"})
    void common_content_codings_are_read(String coding) throws Exception {
        assertThat(ResponseBody.decode(encoded(coding, TEXT), coding, 100)).isEqualTo(new ResponseBody(TEXT, null));
    }

    @ParameterizedTest(name = "<{0}>: {1}")
    @CsvSource({
        "br,          unsupported Content-Encoding br",
        "'gzip, br',  'unsupported Content-Encoding gzip, br'",
        "<b>,         unsupported Content-Encoding of an unknown form",
        "gzip,        the Content-Encoding gzip of the response is broken",
        "deflate,     the Content-Encoding deflate of the response is broken",
    })
    void a_coding_that_can_not_be_read_is_named(String coding, String problem) {
        assertThat(ResponseBody.decode(TEXT.getBytes(UTF_8), coding, 100)).isEqualTo(new ResponseBody("", problem));
    }

    @Test
    void the_limit_holds_for_the_decoded_body() throws Exception {
        byte[] bomb = encoded("gzip", "a".repeat(101));

        assertThat(ResponseBody.decode(bomb, "gzip", 101).problem()).isNull();
        assertThat(ResponseBody.decode(bomb, "gzip", 100).problem()).isEqualTo("the response has more than 100 bytes");
    }

    @Test
    void an_empty_body_needs_no_coding() {
        assertThat(ResponseBody.decode(new byte[0], "gzip", 100)).isEqualTo(new ResponseBody("", null));
    }

    private static byte[] encoded(String coding, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> {
                try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                    gzip.write(text.getBytes(UTF_8));
                }
            }
            case "deflate" -> {
                try (DeflaterOutputStream deflate = new DeflaterOutputStream(bytes)) {
                    deflate.write(text.getBytes(UTF_8));
                }
            }
            default -> bytes.writeBytes(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
