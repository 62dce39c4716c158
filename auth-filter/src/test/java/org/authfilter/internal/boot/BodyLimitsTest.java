package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Bodies and logout tokens that any client may send. */
class BodyLimitsTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int LIMIT = 64 * 1024;

    private final OpenIdShop shop = new OpenIdShop();
    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"signin/idp", "session", "signout", "backchannel-logout/idp"})
    void a_body_without_end_is_refused_after_64_KiB(String endpoint) throws Exception {
        EndlessBody body = new EndlessBody();

        assertThat(shop.browser.send(endless("/auth/" + endpoint, body)).getStatus())
                .isEqualTo(400);
        assertThat(body.count).isEqualTo(LIMIT + 1);
    }

    @Test
    void credentials_without_end_are_refused_after_64_KiB() throws Exception {
        EndlessBody body = new EndlessBody();

        assertThat(browser.send(endless("/auth/signin/backend", body)).getStatus())
                .isEqualTo(400);
        assertThat(body.count).isEqualTo(LIMIT + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"signin/idp", "session", "signout", "backchannel-logout/idp"})
    void a_body_that_announces_more_than_64_KiB_is_not_read(String endpoint) throws Exception {
        EndlessBody body = new EndlessBody(LIMIT + 1);
        MockHttpServletRequest request = announced("/auth/" + endpoint, body);

        assertThat(shop.browser.send(request).getStatus()).isEqualTo(400);
        assertThat(body.count).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "signin/idp,             text/plain",
        "session,                multipart/form-data; boundary=x",
        "signout,                text/plain;charset=UTF-8",
        "backchannel-logout/idp, application/jwt",
        "backchannel-logout/idp, application/logout+jwt",
    })
    void a_body_of_another_type_gets_415(String endpoint, String type) throws Exception {
        shop.signIn();

        MockHttpServletResponse response = shop.browser.send(post(shop.browser, "/auth/" + endpoint, type, "a=b"));

        assertThat(response.getStatus()).isEqualTo(415);
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x"})
    void credentials_of_another_type_get_415(String type) throws Exception {
        String body = "email=alice@example.org&password=right";

        assertThat(browser.send(post(browser, "/auth/signin/backend", type, body))
                        .getStatus())
                .isEqualTo(415);
        assertThat(issuer.counters().logins()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"text/plain, a=b", "application/json, {", "application/x-www-form-urlencoded, %"})
    void an_unreadable_body_of_another_site_gets_403_as_any_other(String type, String body) throws Exception {
        MockHttpServletRequest request = post(browser, "/auth/signin/backend", type, body);
        request.removeHeader("Sec-Fetch-Site");
        request.addHeader("Sec-Fetch-Site", "cross-site");

        assertThat(browser.send(request).getStatus()).isEqualTo(403);
    }

    @Test
    void a_CSRF_token_in_the_address_does_not_count() throws Exception {
        String token = json(browser.call("GET", "/auth/csrf")).getString("csrfToken");
        String fields = "email=alice%40example.org&password=right";
        MockHttpServletRequest request = post(browser, "/auth/signin/backend?csrfToken=" + token, FORM, fields);
        request.removeHeader("Sec-Fetch-Site");

        assertThat(browser.send(request).getStatus()).isEqualTo(403);
        request = post(browser, "/auth/signin/backend", FORM, fields + "&csrfToken=" + token);
        request.removeHeader("Sec-Fetch-Site");
        assertThat(browser.send(request).getStatus()).isEqualTo(200);
    }

    @Test
    void credentials_in_the_address_do_not_count() throws Exception {
        String address = "/auth/signin/backend?email=alice%40example.org&password=right";

        MockHttpServletResponse response = browser.send(post(browser, address, FORM, "callbackUrl=%2Fshop%2F"));

        assertThat(response.getStatus()).isEqualTo(401);
        assertThat(issuer.counters().logins()).isZero();
    }

    @Test
    void the_callback_url_of_a_POST_is_that_of_the_body() throws Exception {
        MockHttpServletResponse response = browser.send(post(
                browser,
                "/auth/signin/backend?callbackUrl=%2Fshop%2Faddress&email=mallory",
                FORM,
                "email=alice%40example.org&password=right&callbackUrl=%2Fshop%2Fbody"));

        assertThat(json(response).getString("url")).isEqualTo("/shop/body");
    }

    @Test
    void a_logout_token_in_the_address_ends_nothing() throws Exception {
        shop.signIn();
        String token = shop.provider.logoutToken("logout+jwt", claims -> {});

        String address = "/auth/backchannel-logout/idp?logout_token=" + token;
        MockBrowser server = new MockBrowser(shop.application);
        assertThat(server.send(post(server, address, FORM, "")).getStatus()).isEqualTo(400);
        assertThat(server.send(post(server, address, FORM, "a=b")).getStatus()).isEqualTo(400);
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void a_logout_token_that_is_sent_twice_in_one_body_ends_nothing() throws Exception {
        shop.signIn();
        String field = "logout_token=" + shop.provider.logoutToken("logout+jwt", claims -> {});

        MockBrowser server = new MockBrowser(shop.application);
        String path = "/auth/backchannel-logout/idp";
        assertThat(server.send(post(server, path, FORM, field + "&" + field)).getStatus())
                .isEqualTo(400);
        assertThat(shop.status()).isEqualTo("authenticated");
        assertThat(server.send(post(server, path, FORM, field)).getStatus()).isEqualTo(200);
        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 5_000, 20_000})
    void a_deeply_nested_logout_token_ends_nothing(int depth) throws Exception {
        String claims =
                "{\"iss\":\"" + shop.provider.issuer() + "\",\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
        String token = base64("{\"alg\":\"RS256\"}") + "." + base64(claims) + ".AAAA";

        MockBrowser server = new MockBrowser(shop.application);
        MockHttpServletResponse response =
                server.send(post(server, "/auth/backchannel-logout/idp", FORM, "logout_token=" + token));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(json(response).getString("error")).isEqualTo("invalid_request");
        assertThat(shop.provider.calls("/jwks")).isZero();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MockHttpServletRequest post(MockBrowser browser, String path, String type, String body) {
        MockHttpServletRequest request = browser.request("POST", path);
        request.setContentType(type);
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static MockHttpServletRequest endless(String path, EndlessBody body) {
        return withBody(path, body, -1);
    }

    private static MockHttpServletRequest announced(String path, EndlessBody body) {
        return withBody(path, body, body.length);
    }

    private static MockHttpServletRequest withBody(String path, EndlessBody body, long length) {
        MockHttpServletRequest request = new UnguessableSession.Request("POST", MockBrowser.CONTEXT + path) {
            @Override
            public ServletInputStream getInputStream() {
                return body;
            }

            @Override
            public long getContentLengthLong() {
                return length;
            }
        };
        request.setContextPath(MockBrowser.CONTEXT);
        request.setServletPath(path);
        request.setContentType(FORM);
        request.addHeader("Sec-Fetch-Site", "same-origin");
        return request;
    }

    /** A body that counts how much of it is read. */
    private static final class EndlessBody extends ServletInputStream {

        private final long length;
        private int count;

        EndlessBody() {
            this(Long.MAX_VALUE);
        }

        EndlessBody(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            count++;
            return 'a';
        }

        @Override
        public int read(byte[] buffer, int offset, int size) {
            Arrays.fill(buffer, offset, offset + size, (byte) 'a');
            count += size;
            return size;
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
