package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import jakarta.servlet.ServletInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** Requests to the application that another site made the browser send (CSRF, CWE-352). */
class CrossSiteRequestTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private MockBrowser browser = new MockBrowser(issuer, clock, Map.of("csrf-exempt-paths", "/hooks/*"));

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @ParameterizedTest(name = "{0}, Sec-Fetch-Site {1}, Origin {2}: {3}")
    @CsvSource({
        "POST,   same-site,   ,                         403",
        "POST,   cross-site,  ,                         403",
        "POST,   none,        ,                         403",
        "POST,   same-site,   http://sub.localhost,     403",
        "POST,   ,            http://sub.localhost,     403",
        "POST,   ,            null,                     403",
        "POST,   same-origin, http://sub.localhost,     403",
        "PUT,    same-site,   ,                         403",
        "PATCH,  same-site,   ,                         403",
        "DELETE, same-site,   ,                         403",
        "FOO,    same-site,   ,                         403",
        "get,    same-site,   ,                         403",
        "POST,   same-origin, ,                         200",
        "POST,   same-origin, http://localhost,         200",
        "DELETE, ,            http://localhost,         200",
        "POST,   ,            ,                         200",
        "DELETE, ,            ,                         200",
        "GET,    cross-site,  ,                         200",
        "GET,    same-site,   http://sub.localhost,     200",
        "HEAD,   cross-site,  ,                         200",
        "OPTIONS, cross-site, http://sub.localhost,     200",
        "TRACE,  cross-site,  ,                         200",
    })
    void an_unsafe_request_of_a_caller_needs_the_same_origin_proof(
            String method, String fetchSite, String origin, int status) throws Exception {
        browser.signIn("alice@example.org", "right");

        MockHttpServletResponse response = browser.send(request(method, "/api/transfer", fetchSite, origin));

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(browser.reachedTheApplication()).isEqualTo(status == 200);
        if (status == 403) {
            assertThat(response.getContentType()).startsWith("application/problem+json");
            assertThat(json(response).getString("error")).isEqualTo("InvalidCsrf");
        }
    }

    /** A sibling subdomain gets the session cookie along, and CORS does not limit WebSockets. */
    @ParameterizedTest(name = "Origin {0}: {1}")
    @CsvSource({
        "http://sub.localhost, 403",
        "https://evil.example, 403",
        "null,                 403",
        "http://localhost,     200",
        ",                     200",
    })
    void a_WebSocket_of_a_caller_is_opened_by_pages_of_this_origin_only(String origin, int status) throws Exception {
        browser.signIn("alice@example.org", "right");
        for (String protocol : List.of("websocket", "WebSocket")) {
            MockHttpServletRequest handshake = request("GET", "/api/socket", null, origin);
            handshake.addHeader("Upgrade", protocol);

            assertThat(browser.send(handshake).getStatus()).isEqualTo(status);
            assertThat(browser.reachedTheApplication()).isEqualTo(status == 200);
        }
    }

    @Test
    void a_rejected_page_gets_a_page() throws Exception {
        browser.signIn("alice@example.org", "right");
        MockHttpServletRequest request = request("POST", "/api/transfer", "same-site", null);
        request.addHeader("Sec-Fetch-Mode", "navigate");

        MockHttpServletResponse rejected = browser.send(request);

        assertThat(rejected.getStatus()).isEqualTo(403);
        assertThat(rejected.getContentType()).startsWith("text/html");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/hooks/payment", "/open/form"})
    void an_exempt_path_and_a_public_one_need_no_proof(String path) throws Exception {
        browser.signIn("alice@example.org", "right");

        assertThat(browser.send(request("POST", path, "cross-site", "https://evil.example"))
                        .getStatus())
                .isEqualTo(200);
        assertThat(browser.seenRequest().getRemoteUser()).isEqualTo("alice");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/hooks/../api/transfer", "/hooks", "/hooks/x/..;/y", "/hook/x"})
    void another_spelling_of_an_exempt_path_does_not_exempt_another_path(String path) throws Exception {
        browser.signIn("alice@example.org", "right");
        int status = path.equals("/hooks") ? 200 : path.contains("..;") ? 400 : 403;

        assertThat(browser.send(request("POST", path, "cross-site", null)).getStatus())
                .isEqualTo(status);
    }

    @Test
    void a_request_without_a_session_is_unauthenticated() throws Exception {
        assertThat(browser.send(request("POST", "/api/transfer", "cross-site", null))
                        .getStatus())
                .isEqualTo(401);
    }

    @Test
    void csrf_protection_can_be_switched_off() throws Exception {
        browser.close();
        browser = new MockBrowser(issuer, clock, Map.of("csrf-protection", "off"));
        browser.signIn("alice@example.org", "right");

        assertThat(browser.send(request("POST", "/api/transfer", "cross-site", null))
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void a_rejected_request_refreshes_nothing_and_does_not_extend_the_idle_timeout() throws Exception {
        browser.signIn("alice@example.org", "right");
        MockHttpSession session = browser.session();
        Object stored = session.getAttribute("org.authfilter.session");
        clock.advance(Duration.ofMinutes(6));

        browser.send(request("POST", "/api/transfer", "cross-site", null));

        assertThat(issuer.counters().refreshes()).isZero();
        assertThat(session.getAttribute("org.authfilter.session")).isSameAs(stored);
    }

    @Test
    void neither_parameters_nor_the_body_are_read() throws Exception {
        browser.signIn("alice@example.org", "right");
        MockHttpServletRequest untouchable = new MockHttpServletRequest("POST", "/shop/api/transfer") {
            @Override
            public ServletInputStream getInputStream() {
                throw new AssertionError("the body was read");
            }

            @Override
            public String getParameter(String name) {
                throw new AssertionError("a parameter was read");
            }

            @Override
            public Enumeration<String> getParameterNames() {
                throw new AssertionError("the parameters were read");
            }
        };
        untouchable.setContextPath("/shop");
        untouchable.setServletPath("/api/transfer");
        untouchable.setSession(browser.session());
        untouchable.setCookies(browser.request("POST", "/api/transfer").getCookies());
        untouchable.addHeader("Sec-Fetch-Site", "cross-site");

        assertThat(browser.send(untouchable).getStatus()).isEqualTo(403);
    }

    @Test
    void the_log_names_the_origin_once_a_minute() throws Exception {
        browser.signIn("alice@example.org", "right");

        try (LogRecords log = new LogRecords()) {
            for (int i = 0; i < 5; i++) {
                browser.send(request("POST", "/api/transfer", "cross-site", null));
            }

            assertThat(log.text()).containsOnlyOnce("(InvalidCsrf)").contains("http://localhost", "base-url");
        }
    }

    private MockHttpServletRequest request(String method, String path, String fetchSite, String origin) {
        MockHttpServletRequest request = browser.request(method, path);
        request.removeHeader("Sec-Fetch-Site");
        if (fetchSite != null) {
            request.addHeader("Sec-Fetch-Site", fetchSite);
        }
        if (origin != null) {
            request.addHeader("Origin", origin);
        }
        return request;
    }
}
