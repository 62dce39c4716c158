package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Sign-in transactions are kept by the browser, from the redirect to the provider until the callback. */
class SignInTransactionsTest {

    private static final String LONGEST = "/shop/" + "x".repeat(1994);

    private OpenIdShop shop = new OpenIdShop();

    @AfterEach
    void stop() {
        shop.close();
    }

    private void restart(String... keysAndValues) {
        shop.close();
        shop = new OpenIdShop(keysAndValues);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/signin/idp", "/auth/signin", "/auth/signin/idp?callbackUrl=%2Fshop%2Forders"})
    void a_start_creates_no_HTTP_session(String path) throws Exception {
        assertThat(shop.browser.page(path).getStatus()).isEqualTo(303);

        assertThat(shop.browser.session()).isNull();
    }

    @Test
    void a_sign_in_by_a_call_creates_no_HTTP_session_before_the_callback() throws Exception {
        MockHttpServletResponse started = shop.browser.call("POST", "/auth/signin/idp");
        assertThat(shop.browser.session()).isNull();

        shop.comeBack(shop.provider.authorize(json(started).getString("url")));

        assertThat(shop.browser.session()).isNotNull();
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void the_cookie_of_a_start_is_HttpOnly_and_Lax_and_lives_ten_minutes() throws Exception {
        shop.start("");

        Cookie cookie = onlyCookie();
        assertThat(cookie.getName()).startsWith("auth-filter-signin-");
        assertThat(cookie.getPath()).isEqualTo("/shop/");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSecure()).isFalse();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(cookie.getMaxAge()).isEqualTo(600);
    }

    @Test
    void the_cookie_of_an_https_site_has_the_prefix_Host() throws Exception {
        restart("base-url", "https://shop.example/shop");
        shop.start("");

        Cookie cookie = onlyCookie();
        assertThat(cookie.getName()).startsWith("__Host-auth-filter-signin-");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getSecure()).isTrue();
        assertThat(cookie.getDomain()).isNull();
    }

    @Test
    void the_cookie_of_a_start_tells_neither_state_nor_nonce_nor_target() throws Exception {
        Map<String, String> request = Query.of(shop.start("?callbackUrl=%2Fshop%2Forders"));

        Cookie cookie = onlyCookie();
        assertThat(cookie.getName() + cookie.getValue())
                .doesNotContain(request.get("state"), request.get("nonce"), "orders");
    }

    @Test
    void the_callback_removes_the_cookie() throws Exception {
        shop.signIn();

        assertThat(transactionCookies()).isEmpty();
    }

    @Test
    void the_callback_of_a_refused_sign_in_removes_the_cookie() throws Exception {
        String response = shop.provider.authorize(shop.start(""));

        shop.comeBack(response.replaceAll("code=[^&]*", "error=access_denied"));

        assertThat(transactionCookies()).isEmpty();
    }

    @Test
    void another_node_completes_the_sign_in() throws Exception {
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders"));
        Application otherNode = node("client-secret", FakeOpenIdProvider.CLIENT_SECRET);

        MockHttpServletResponse back = shop.browser.at(otherNode).page(path(response));

        assertThat(back.getHeader("Location")).isEqualTo("/shop/orders");
        otherNode.close();
    }

    @Test
    void a_node_with_another_secret_completes_no_sign_in() throws Exception {
        String response = shop.provider.authorize(shop.start(""));
        Application otherNode = node("client-secret", "another");

        assertThat(shop.browser.at(otherNode).page(path(response)).getHeader("Location"))
                .endsWith("error=OAuthCallback");
        otherNode.close();
    }

    @Test
    void a_public_client_completes_only_the_sign_ins_of_its_own_node() throws Exception {
        restart("provider.idp.client-auth", "none");
        String response = shop.provider.authorize(shop.start(""));
        Application otherNode = node("client-auth", "none");

        assertThat(shop.browser.at(otherNode).page(path(response)).getHeader("Location"))
                .endsWith("error=OAuthCallback");
        assertThat(shop.comeBack(response).getHeader("Location")).isEqualTo("/shop/");
        otherNode.close();
    }

    @Test
    void tabs_that_were_restored_without_a_cookie_all_reach_their_page() throws Exception {
        List<String> responses = new ArrayList<>();
        for (int tab = 0; tab < 5; tab++) {
            MockBrowser withoutCookies = new MockBrowser(shop.application);
            String started = withoutCookies
                    .page("/auth/signin/idp?callbackUrl=%2Fshop%2F" + tab)
                    .getHeader("Location");
            shop.browser.cookies().putAll(withoutCookies.cookies());
            responses.add(shop.provider.authorize(started));
        }

        for (int tab = 0; tab < 5; tab++) {
            assertThat(shop.comeBack(responses.get(tab)).getHeader("Location")).isEqualTo("/shop/" + tab);
        }
    }

    @Test
    void a_replayed_callback_is_refused_although_the_browser_sends_its_cookie_again() throws Exception {
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders"));
        Map<String, Cookie> stolen = new LinkedHashMap<>(shop.browser.cookies());
        shop.comeBack(response);

        MockBrowser attacker = new MockBrowser(shop.application);
        attacker.cookies().putAll(stolen);
        assertThat(attacker.page(path(response)).getHeader("Location"))
                .endsWith("callbackUrl=%2Fshop%2Forders&error=OAuthCallback");
        assertThat(shop.provider.calls("/token")).isEqualTo(1);
    }

    @Test
    void a_signed_in_browser_that_comes_back_to_a_callback_goes_to_its_page() throws Exception {
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders"));
        shop.comeBack(response);

        MockHttpServletResponse again = shop.comeBack(response);

        assertThat(again.getStatus()).isEqualTo(303);
        assertThat(again.getHeader("Location")).isEqualTo("/shop/orders");
        assertThat(shop.provider.calls("/token")).isEqualTo(1);
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @Test
    void another_browser_that_comes_to_a_used_callback_learns_nothing() throws Exception {
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders"));
        shop.comeBack(response);

        assertThat(new MockBrowser(shop.application).page(path(response)).getHeader("Location"))
                .isEqualTo("/shop/auth/signin?error=OAuthCallback");
    }

    @Test
    void the_longest_callback_url_fits_into_the_cookie() throws Exception {
        String response = shop.provider.authorize(shop.start("?callbackUrl=" + LONGEST));

        assertThat(size(onlyCookie())).isLessThan(4000);
        assertThat(shop.comeBack(response).getHeader("Location")).isEqualTo(LONGEST);
    }

    @Test
    void a_callback_url_that_does_not_fit_into_the_cookie_leads_to_the_root() throws Exception {
        restart("base-url", "https://shop.example/" + "s".repeat(1000));
        String root = "/" + "s".repeat(1000) + "/";
        String response = shop.provider.authorize(shop.start("?callbackUrl=" + root + "x".repeat(990)));

        assertThat(size(onlyCookie())).isLessThan(4000);
        String query = response.substring(response.indexOf('?'));
        assertThat(shop.browser.page("/auth/callback/idp" + query).getHeader("Location"))
                .endsWith(root);
    }

    @Test
    void all_cookies_of_a_browser_fit_into_the_header_of_an_HTTP_2_request() throws Exception {
        for (int i = 0; i < 12; i++) {
            shop.clock.advance(Duration.ofSeconds(1));
            shop.start(i % 3 == 0 ? "?callbackUrl=" + LONGEST : "");
        }

        assertThat(transactionCookies().stream()
                        .mapToInt(SignInTransactionsTest::size)
                        .sum())
                .isLessThanOrEqualTo(3800);
        assertThat(transactionCookies()).hasSizeBetween(2, 10);
    }

    @Test
    void a_browser_keeps_at_most_ten_cookies_and_loses_the_oldest() throws Exception {
        List<String> started = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            shop.clock.advance(Duration.ofSeconds(1));
            started.add(shop.start(""));
        }

        assertThat(transactionCookies()).hasSize(10);
        assertThat(shop.comeBack(shop.provider.authorize(started.get(0))).getHeader("Location"))
                .endsWith("error=OAuthCallback");
        assertThat(shop.comeBack(shop.provider.authorize(started.get(1))).getHeader("Location"))
                .isEqualTo("/shop/");
    }

    @Test
    void a_cookie_with_a_changed_value_completes_no_sign_in() throws Exception {
        String response = shop.provider.authorize(shop.start(""));
        Cookie cookie = onlyCookie();
        StringBuilder changed = new StringBuilder(cookie.getValue());
        int middle = changed.length() / 2;
        changed.setCharAt(middle, changed.charAt(middle) == 'A' ? 'B' : 'A');
        cookie.setValue(changed.toString());

        assertThat(shop.comeBack(response).getHeader("Location")).endsWith("error=OAuthCallback");
    }

    @Test
    void with_a_strict_session_cookie_the_callback_is_asked_for_again_by_a_page_of_this_site() throws Exception {
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders"));

        MockHttpServletResponse hop = strict(path(response));

        assertThat(hop.getStatus()).isEqualTo(200);
        assertThat(hop.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(shop.provider.calls("/token")).isZero();
        String next = hop.getContentAsString()
                .replaceAll("(?s).*<meta http-equiv=\"refresh\" content=\"0;url=([^\"]*)\">.*", "$1")
                .replace("&amp;", "&");
        assertThat(next).isEqualTo("/shop" + path(response) + "&hop=1");
        assertThat(strict(next.substring("/shop".length())).getHeader("Location"))
                .isEqualTo("/shop/orders");
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    private MockHttpServletResponse strict(String path) throws Exception {
        MockHttpServletRequest request = shop.browser.request("GET", path);
        request.addHeader("Sec-Fetch-Mode", "navigate");
        request.getServletContext().getSessionCookieConfig().setAttribute("SameSite", "Strict");
        return shop.browser.send(request);
    }

    private Application node(String key, String value) {
        return MockBrowser.application(
                shop.clock,
                Map.of("provider.idp." + key, value),
                Map.of(
                        "provider.idp.type",
                        "oidc",
                        "provider.idp.issuer",
                        shop.provider.issuer(),
                        "provider.idp.client-id",
                        FakeOpenIdProvider.CLIENT_ID));
    }

    private static String path(String response) {
        return response.substring((OpenIdShop.ROOT + MockBrowser.CONTEXT).length());
    }

    private List<Cookie> transactionCookies() {
        return shop.browser.cookies().values().stream()
                .filter(cookie -> cookie.getName().contains("auth-filter-signin-"))
                .toList();
    }

    private Cookie onlyCookie() {
        assertThat(transactionCookies()).hasSize(1);
        return transactionCookies().get(0);
    }

    private static int size(Cookie cookie) {
        return cookie.getName().length() + cookie.getValue().length();
    }
}
