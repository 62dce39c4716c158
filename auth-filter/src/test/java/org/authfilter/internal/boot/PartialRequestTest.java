package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.w3c.dom.Element;

/** Requests of the script of Jakarta Faces, which updates parts of a page. */
class PartialRequestTest {

    private static final String SIGN_IN = "/shop/auth/signin";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
    }

    @ParameterizedTest(name = "from {0} back to {1}")
    @CsvSource({
        "http://localhost/shop/orders.xhtml,             %2Fshop%2Forders.xhtml",
        "http://localhost/shop/orders.xhtml?a=1&b=%26,   %2Fshop%2Forders.xhtml%3Fa%3D1%26b%3D%2526",
        "http://localhost/shop/orders.xhtml?cid=1,       %2Fshop%2Forders.xhtml",
        "http://localhost/shop/orders.xhtml?a=1&cid=2,   %2Fshop%2Forders.xhtml%3Fa%3D1",
        "http://localhost/shop/orders.xhtml?cid=2&a=1,   %2Fshop%2Forders.xhtml%3Fa%3D1",
        "http://localhost/shop/a?cid=1&cid=2,            %2Fshop%2Fa",
        "http://localhost/shop/a?acid=1&x=cid,           %2Fshop%2Fa%3Facid%3D1%26x%3Dcid",
        "http://localhost/other/orders.xhtml,            %2Fshop%2Fview.xhtml",
        "https://evil.example/shop/orders.xhtml,         %2Fshop%2Fview.xhtml",
        ",                                               %2Fshop%2Fview.xhtml",
    })
    void a_partial_request_without_a_session_makes_Faces_open_the_sign_in_page_and_come_back(
            String referer, String callbackUrl) throws Exception {
        MockHttpServletResponse response = browser.send(partial("/view.xhtml", referer));

        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentType()).isEqualTo("text/xml;charset=UTF-8");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getHeader("WWW-Authenticate")).isNull();
        assertThat(browser.reachedTheApplication()).isFalse();
        assertThat(redirectOf(response)).isEqualTo(SIGN_IN + "?callbackUrl=" + callbackUrl);
    }

    @Test
    void an_ended_session_is_named_in_the_redirect() throws Exception {
        browser.signIn("alice@example.org", "right");
        issuer.revokeAll();
        clock.advance(Duration.ofHours(1));

        assertThat(redirectOf(browser.send(partial("/view.xhtml", "http://localhost/shop/a.xhtml?x=1&y='"))))
                .startsWith(SIGN_IN + "?callbackUrl=%2Fshop%2Fa.xhtml%3Fx%3D1%26y%3D")
                .endsWith("&error=RefreshAccessTokenError");
    }

    @Test
    void a_partial_request_with_a_session_reaches_the_application() throws Exception {
        browser.signIn("alice@example.org", "right");

        browser.send(partial("/view.xhtml", "http://localhost/shop/view.xhtml"));

        assertThat(browser.reachedTheApplication()).isTrue();
    }

    @Test
    void a_partial_request_of_another_site_is_rejected_like_any_other() throws Exception {
        browser.signIn("alice@example.org", "right");
        MockHttpServletRequest request = partial("/view.xhtml", null);
        request.removeHeader("Sec-Fetch-Site");
        request.addHeader("Sec-Fetch-Site", "cross-site");

        assertThat(browser.send(request).getStatus()).isEqualTo(403);
    }

    @Test
    void any_other_value_of_the_header_makes_an_ordinary_call() throws Exception {
        MockHttpServletRequest request = browser.request("POST", "/view.xhtml");
        request.addHeader("Faces-Request", "other");

        assertThat(browser.send(request).getStatus()).isEqualTo(401);
    }

    @Test
    void a_parameter_cid_of_other_pages_is_kept() throws Exception {
        assertThat(browser.page("/orders?cid=7").getHeader("Location"))
                .isEqualTo(SIGN_IN + "?callbackUrl=%2Fshop%2Forders%3Fcid%3D7&error=SessionRequired");
    }

    private MockHttpServletRequest partial(String path, String referer) {
        MockHttpServletRequest request = browser.request("POST", path);
        request.addHeader("Faces-Request", "partial/ajax");
        request.addHeader("Sec-Fetch-Mode", "cors");
        request.addHeader("Accept", "*/*");
        if (referer != null) {
            request.addHeader("Referer", referer);
        }
        return request;
    }

    private static String redirectOf(MockHttpServletResponse response) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(response.getContentAsByteArray()))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("partial-response");
        return ((Element) root.getElementsByTagName("redirect").item(0)).getAttribute("url");
    }
}
