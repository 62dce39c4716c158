package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** The response with the browser module. Its behaviour is tested in a browser. */
class ClientModuleTest {

    private static final int SEVEN_KILOBYTES = 7 * 1024;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @Test
    void the_module_is_public_and_a_browser_revalidates_it_each_time() throws Exception {
        MockHttpServletResponse response = browser.call("GET", "/auth/client.js");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentType()).isEqualTo("text/javascript;charset=UTF-8");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-cache");
        assertThat(response.getHeader("ETag")).matches("\"[\\w-]{43}\"");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getContentAsString())
                .contains("export function getSession", "export function onSession", "export async function signIn")
                .contains(
                        "export async function signOut",
                        "export function keepFresh",
                        "export async function authFetch");
        assertThat(browser.session()).isNull();
    }

    @Test
    void the_type_declarations_are_served_beside_the_module() throws Exception {
        MockHttpServletResponse response = browser.call("GET", "/auth/client.d.ts");

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentType()).isEqualTo("text/plain;charset=UTF-8");
        assertThat(response.getContentAsString()).contains("export function keepFresh(): () => void;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", "*"})
    void a_request_with_the_current_ETag_gets_304(String known) throws Exception {
        MockHttpServletResponse response = browser.send(knowing(known.formatted(etag())));

        assertThat(response.getStatus()).isEqualTo(304);
        assertThat(response.getHeader("ETag")).isEqualTo(etag());
        assertThat(response.getContentAsByteArray()).isEmpty();
    }

    @Test
    void a_request_with_an_old_ETag_gets_the_module() throws Exception {
        assertThat(browser.send(knowing("\"older\"")).getStatus()).isEqualTo(200);
    }

    @Test
    void the_module_is_small_and_works_under_a_strict_content_security_policy() throws Exception {
        String text = browser.call("GET", "/auth/client.js").getContentAsString();

        assertThat(text.replaceAll("(?m)^ *(//|/\\*).*\n", "")).hasSizeLessThan(SEVEN_KILOBYTES);
        assertThat(text).doesNotContain("eval(", "Function(", "innerHTML", "document.write", "Storage", "import ");
    }

    private String etag() throws Exception {
        return browser.call("GET", "/auth/client.js").getHeader("ETag");
    }

    private MockHttpServletRequest knowing(String etag) {
        MockHttpServletRequest request = browser.request("GET", "/auth/client.js");
        request.addHeader("If-None-Match", etag);
        return request;
    }
}
