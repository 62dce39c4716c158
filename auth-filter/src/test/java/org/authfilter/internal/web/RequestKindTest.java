package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class RequestKindTest {

    @ParameterizedTest(name = "mode {0}, accept {1}, {2}: {3}: {4}")
    @CsvSource({
        "navigate,  text/html,             ,                 ,                PAGE",
        "navigate,  ,                      ,                 ,                PAGE",
        "navigate,  application/json,      ,                 ,                PAGE",
        "cors,      text/html,             ,                 ,                CALL",
        "no-cors,   '*/*',                 ,                 ,                CALL",
        "websocket, text/html,             ,                 ,                CALL",
        ",          'text/html,*/*;q=0.8', ,                 ,                PAGE",
        ",          application/xhtml+xml, ,                 ,                CALL",
        ",          application/json,      ,                 ,                CALL",
        ",          '*/*',                 ,                 ,                CALL",
        ",          ,                      ,                 ,                CALL",
        "navigate,  text/html,             X-Requested-With, com.example.app, PAGE",
        "navigate,  text/html,             X-Requested-With, XMLHttpRequest,  PAGE",
        "navigate,  text/html,             HX-Request,       true,            PAGE",
        "navigate,  text/html,             Faces-Request,    partial/ajax,    PAGE",
        "cors,      text/html,             HX-Request,       true,            CALL",
        ",          text/html,             X-Requested-With, com.example.app, PAGE",
        ",          text/html,             X-Requested-With, '',              PAGE",
        ",          text/html,             X-Requested-With, XMLHttpRequest,  CALL",
        ",          text/html,             X-Requested-With, xmlhttprequest,  CALL",
        ",          text/html,             HX-Request,       true,            CALL",
        ",          text/html,             Faces-Request,    partial/ajax,    CALL",
    })
    void a_navigation_is_a_page_and_every_other_request_is_a_call(
            String mode, String accept, String header, String value, RequestKind kind) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        addHeader(request, "Sec-Fetch-Mode", mode);
        addHeader(request, "Accept", accept);
        addHeader(request, header, value);

        assertThat(RequestKind.of(request)).isEqualTo(kind);
    }

    @Test
    void text_html_may_be_in_any_header_line_and_in_any_case() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept", "application/json;q=0.1");
        request.addHeader("Accept", "Text/HTML");

        assertThat(RequestKind.of(request)).isEqualTo(RequestKind.PAGE);
    }

    private static void addHeader(MockHttpServletRequest request, String name, String value) {
        if (name != null && value != null) {
            request.addHeader(name, value);
        }
    }
}
