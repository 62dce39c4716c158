package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletResponse;

class PreflightResponseTest {

    private final MockHttpServletResponse sent = new MockHttpServletResponse();
    private final HttpServletResponse seen = new PreflightResponse(sent);

    @Test
    void status_and_headers_pass() {
        seen.setStatus(204);
        seen.setHeader("Access-Control-Allow-Origin", "https://app.example");

        assertThat(sent.getStatus()).isEqualTo(204);
        assertThat(sent.getHeader("Access-Control-Allow-Origin")).isEqualTo("https://app.example");
    }

    @Test
    void no_body_passes() throws IOException {
        seen.getWriter().print("secret");
        seen.getWriter().flush();
        seen.getOutputStream().write("secret".getBytes(StandardCharsets.UTF_8));
        seen.flushBuffer();

        assertThat(sent.getContentAsByteArray()).isEmpty();
    }

    /** A way to announce a body. */
    @FunctionalInterface
    interface Announcement {
        void of(HttpServletResponse response);
    }

    static Stream<Announcement> announcements() {
        return Stream.of(
                response -> response.setContentLength(6),
                response -> response.setContentLengthLong(6),
                response -> response.setHeader("content-length", "6"),
                response -> response.addHeader("Content-Length", "6"),
                response -> response.setIntHeader("Content-Length", 6),
                response -> response.addIntHeader("Content-Length", 6));
    }

    @ParameterizedTest(name = "row {index}")
    @MethodSource("announcements")
    void no_body_is_announced(Announcement announcement) {
        announcement.of(seen);

        assertThat(sent.getHeader("Content-Length")).isEqualTo("0");
    }
}
