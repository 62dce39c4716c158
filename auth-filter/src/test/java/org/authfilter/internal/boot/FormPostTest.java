package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import jakarta.servlet.http.Cookie;
import org.authfilter.testkit.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

/** {@code response-mode=form_post}: a page of the provider posts the authorization response to the callback. */
class FormPostTest {

    private OpenIdShop shop = new OpenIdShop("provider.idp.response-mode", "form_post");

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void the_authorization_request_asks_for_a_post() throws Exception {
        assertThat(Query.of(shop.start(""))).containsEntry("response_mode", "form_post");
    }

    @Test
    void the_default_asks_for_no_mode_and_accepts_no_post() throws Exception {
        shop.close();
        shop = new OpenIdShop();
        String location = shop.start("");
        MockHttpServletResponse posted = shop.postBack(shop.provider.authorize(location));

        assertThat(Query.of(location)).doesNotContainKey("response_mode");
        assertThat(posted.getStatus()).isEqualTo(405);
        assertThat(posted.getHeader("Allow")).isEqualTo("GET");
    }

    @Test
    void a_post_of_the_provider_signs_in() throws Exception {
        MockHttpServletResponse response = shop.signIn();

        assertThat(response.getStatus()).isEqualTo(303);
        assertThat(response.getHeader("Location")).isEqualTo("/shop/orders");
        assertThat(shop.status()).isEqualTo("authenticated");
        assertThat(transactionCookie(shop)).isNull();
    }

    @Test
    void a_browser_with_a_session_takes_it_along_with_a_GET_of_this_site() throws Exception {
        shop.signIn();
        MockHttpSession alice = shop.browser.session();
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders&login_hint=bob"));

        String kept = shop.postBack(response).getHeader("Location");

        assertThat(kept)
                .isEqualTo("/shop/auth/callback/idp?state=" + Query.of(response).get("state"));
        assertThat(shop.provider.calls("/token")).isEqualTo(1);
        assertThat(transactionCookie(shop).getAttribute("SameSite")).isEqualTo("None");
        shop.browser.remember(alice);
        assertThat(shop.browser.page(kept.substring("/shop".length())).getHeader("Location"))
                .isEqualTo("/shop/orders");
        assertThat(alice.isInvalid()).isTrue();
        assertThat(json(shop.browser.call("GET", "/auth/session")).toString()).contains("bob");
        assertThat(shop.browser.page(kept.substring("/shop".length())).getHeader("Location"))
                .isEqualTo("/shop/orders");
    }

    @Test
    void a_response_that_fits_into_no_cookie_is_accepted_at_once() throws Exception {
        shop.signIn();
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders"));

        assertThat(shop.postBack(response + "&error=" + "x".repeat(2000)).getHeader("Location"))
                .isEqualTo("/shop/auth/signin?callbackUrl=%2Fshop%2Forders&error=OAuthCallback");
    }

    @Test
    void a_pushed_request_asks_for_a_post_as_well() throws Exception {
        shop.provider.bendDiscovery(
                document -> document.put("pushed_authorization_request_endpoint", shop.provider.issuer() + "/par"));

        shop.start("");

        assertThat(shop.provider.lastForm("/par")).containsEntry("response_mode", "form_post");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/shop", "https://shop.example/shop"})
    void the_transaction_cookie_comes_along_with_a_post_of_another_site(String root) throws Exception {
        try (OpenIdShop other = new OpenIdShop("provider.idp.response-mode", "form_post", "base-url", root)) {
            other.start("");

            Cookie cookie = transactionCookie(other);
            assertThat(cookie.getAttribute("SameSite")).isEqualTo("None");
            assertThat(cookie.getSecure()).isTrue();
            assertThat(cookie.isHttpOnly()).isTrue();
            assertThat(cookie.getMaxAge()).isEqualTo(600);
        }
    }

    @Test
    void a_post_without_the_transaction_cookie_is_refused() throws Exception {
        String response = shop.provider.authorize(shop.start(""));
        shop.browser.cookies().clear();

        assertThat(shop.postBack(response).getHeader("Location")).isEqualTo("/shop/auth/signin?error=OAuthCallback");
        assertThat(shop.provider.calls("/token")).isZero();
        assertThat(shop.browser.session()).isNull();
    }

    @Test
    void a_posted_error_leads_to_the_sign_in_page() throws Exception {
        String response = shop.provider.authorize(shop.start("")).replaceAll("code=[^&]*", "error=access_denied");

        assertThat(shop.postBack(response).getHeader("Location")).isEqualTo("/shop/auth/signin?error=AccessDenied");
    }

    @Test
    void the_query_of_a_post_does_not_count() throws Exception {
        String response = shop.provider.authorize(shop.start(""));
        MockHttpServletRequest post = shop.browser.crossSitePost("/auth/callback/idp", "");
        post.setQueryString(response.substring(response.indexOf('?') + 1));

        assertThat(shop.browser.send(post).getHeader("Location")).endsWith("error=OAuthCallback");
        assertThat(shop.provider.calls("/token")).isZero();
    }

    @Test
    void a_signed_in_browser_whose_post_comes_twice_goes_to_its_page() throws Exception {
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders"));
        shop.postBack(response);

        String again = shop.postBack(response).getHeader("Location");

        assertThat(again).startsWith("/shop/auth/callback/idp?state=").doesNotContain("code");
        assertThat(shop.provider.calls("/token")).isEqualTo(1);
    }

    @Test
    void the_address_after_a_post_that_came_twice_leads_only_the_signed_in_browser_on() throws Exception {
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders"));
        shop.postBack(response);
        String used = "/auth/callback/idp?state=" + Query.of(response).get("state");

        assertThat(shop.browser.page(used).getHeader("Location")).isEqualTo("/shop/orders");
        assertThat(new MockBrowser(shop.application).page(used).getHeader("Location"))
                .isEqualTo("/shop/auth/signin?error=OAuthCallback");
    }

    @Test
    void with_a_strict_session_cookie_a_page_of_this_site_leads_on() throws Exception {
        String response = shop.provider.authorize(shop.start("?callbackUrl=%2Fshop%2Forders"));
        MockHttpServletRequest post =
                shop.browser.crossSitePost("/auth/callback/idp", response.substring(response.indexOf('?') + 1));
        post.getServletContext().getSessionCookieConfig().setAttribute("SameSite", "Strict");

        MockHttpServletResponse page = shop.browser.send(post);

        assertThat(page.getStatus()).isEqualTo(200);
        assertThat(page.getContentAsString()).contains("<meta http-equiv=\"refresh\" content=\"0;url=/shop/orders\">");
        assertThat(shop.status()).isEqualTo("authenticated");
    }

    @ParameterizedTest
    @CsvSource({"text/plain, a=b, 415", "application/x-www-form-urlencoded, %, 400"})
    void a_body_that_is_no_form_is_refused(String type, String body, int status) throws Exception {
        MockHttpServletRequest post = shop.browser.crossSitePost("/auth/callback/idp", body);
        post.setContentType(type);

        assertThat(shop.browser.send(post).getStatus()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/signin/idp", "/auth/signout", "/auth/session", "/orders"})
    void every_other_post_of_another_site_is_refused(String path) throws Exception {
        shop.signIn();
        MockHttpServletRequest post = shop.browser.request("POST", path);
        post.removeHeader("Sec-Fetch-Site");
        post.addHeader("Sec-Fetch-Site", "cross-site");

        assertThat(shop.browser.send(post).getStatus()).isEqualTo(403);
    }

    private static Cookie transactionCookie(OpenIdShop shop) {
        return shop.browser.cookies().values().stream()
                .filter(cookie -> cookie.getName().contains("auth-filter-signin-"))
                .findFirst()
                .orElse(null);
    }
}
