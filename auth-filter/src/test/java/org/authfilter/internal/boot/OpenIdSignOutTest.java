package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.util.Map;
import java.util.stream.IntStream;
import org.authfilter.testkit.Hold;
import org.authfilter.testkit.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class OpenIdSignOutTest {

    private final OpenIdShop shop = new OpenIdShop();

    @BeforeEach
    void signIn() throws Exception {
        shop.signIn();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    private MockHttpServletResponse signOutByPage() throws Exception {
        MockHttpServletRequest request = shop.browser.request("POST", "/auth/signout");
        request.addHeader("Sec-Fetch-Mode", "navigate");
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("callbackUrl", "/shop/bye");
        return shop.browser.send(request);
    }

    @Test
    void a_page_ends_the_session_here_revokes_the_tokens_and_goes_to_the_provider() throws Exception {
        String location = signOutByPage().getHeader("Location");

        assertThat(location).startsWith(shop.provider.issuer() + "/end_session?");
        assertThat(Query.of(location))
                .containsEntry("client_id", "shop")
                .containsEntry("post_logout_redirect_uri", "http://localhost/shop/auth/signout/callback")
                .containsKeys("id_token_hint", "state");
        assertThat(shop.provider.lastForm("/revoke"))
                .containsEntry("token_type_hint", "refresh_token")
                .containsKey("token");
        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @Test
    void the_redirect_from_the_provider_leads_to_the_callback_url() throws Exception {
        String state = Query.of(signOutByPage().getHeader("Location")).get("state");

        assertThat(shop.browser.page("/auth/signout/callback?state=" + state).getHeader("Location"))
                .isEqualTo("/shop/bye");
        assertThat(shop.browser.page("/auth/signout/callback?state=" + state).getHeader("Location"))
                .isEqualTo("/shop/");
    }

    @Test
    void the_state_of_a_sign_out_can_not_be_guessed() throws Exception {
        String first = Query.of(signOutByPage().getHeader("Location")).get("state");
        shop.signIn();
        String second = Query.of(signOutByPage().getHeader("Location")).get("state");

        assertThat(second).hasSize(43).isNotEqualTo(first);
    }

    @Test
    void a_redirect_from_the_provider_with_another_state_leads_to_the_root() throws Exception {
        signOutByPage();

        assertThat(shop.browser.page("/auth/signout/callback?state=made-up").getHeader("Location"))
                .isEqualTo("/shop/");
    }

    @Test
    void a_redirect_from_the_provider_without_state_leads_to_the_root() throws Exception {
        signOutByPage();

        assertThat(shop.browser.page("/auth/signout/callback").getHeader("Location"))
                .isEqualTo("/shop/");
    }

    @Test
    void the_sign_out_cookie_is_lax_HttpOnly_and_limited_to_the_callback_path() throws Exception {
        MockHttpServletResponse response = signOutByPage();

        assertThat(response.getCookie("auth-filter-signout").getAttribute("SameSite"))
                .isEqualTo("Lax");
        assertThat(response.getCookie("auth-filter-signout").isHttpOnly()).isTrue();
        assertThat(response.getCookie("auth-filter-signout").getPath()).isEqualTo("/shop/auth/signout");
        assertThat(response.getCookie("auth-filter-signout").getMaxAge()).isEqualTo(600);
    }

    @Test
    void the_sign_out_cookie_of_an_https_site_is_Secure() throws Exception {
        String root = "https://www.example/shop";
        try (OpenIdShop other = new OpenIdShop("base-url", root)) {
            other.browser.page(other.provider.authorize(other.start("")).substring(root.length()));

            MockHttpServletResponse response = other.browser.call("POST", "/auth/signout");

            assertThat(response.getCookie("auth-filter-signout").getSecure()).isTrue();
        }
    }

    @Test
    void a_call_never_gets_the_id_token_and_its_continue_URL_works_once() throws Exception {
        MockHttpServletResponse response = shop.browser.call("POST", "/auth/signout");
        assertThat(json(response).getString("url")).isEqualTo("/shop/auth/signout/continue");
        assertThat(shop.browser.session()).isNull();

        assertThat(Query.of(shop.browser.page("/auth/signout/continue").getHeader("Location")))
                .containsKey("id_token_hint");
        assertThat(shop.browser.page("/auth/signout/continue").getHeader("Location"))
                .isEqualTo("/shop/");
    }

    @Test
    void the_address_of_a_pending_sign_out_is_encrypted_in_a_cookie() throws Exception {
        shop.browser.call("POST", "/auth/signout");

        assertThat(shop.browser.session()).isNull();
        String kept = shop.browser.cookies().get("auth-filter-signout-continue").getValue();
        String address = shop.browser.page("/auth/signout/continue").getHeader("Location");
        assertThat(kept).doesNotContain("id_token_hint", Query.of(address).get("id_token_hint"));
    }

    @Test
    void a_pending_sign_out_without_its_cookie_leads_to_the_application() throws Exception {
        shop.browser.call("POST", "/auth/signout");
        shop.browser.replaceCookie("auth-filter-signout-continue", null);

        assertThat(shop.browser.page("/auth/signout/continue").getHeader("Location"))
                .isEqualTo("/shop/");
    }

    @Test
    void the_application_signs_out_here_and_revokes() throws Exception {
        shop.browser.page("/orders");

        shop.browser.seenRequest().logout();

        assertThat(shop.status()).isEqualTo("unauthenticated");
        assertThat(shop.provider.calls("/revoke")).isEqualTo(1);
    }

    @Test
    void a_provider_that_is_down_does_not_prevent_the_sign_out() throws Exception {
        shop.provider.goDown();
        long before = System.nanoTime();

        signOutByPage();

        assertThat(System.nanoTime() - before).isLessThan(3_000_000_000L);
        assertThat(shop.status()).isEqualTo("unauthenticated");
    }

    @Test
    void a_sign_out_without_an_end_session_endpoint_is_local() throws Exception {
        OpenIdShop other = new OpenIdShop();
        try {
            other.provider.bendDiscovery(document -> document.remove("end_session_endpoint"));
            other.signIn();

            assertThat(json(other.browser.call("POST", "/auth/signout")).getString("url"))
                    .isEqualTo("/shop/");
        } finally {
            other.close();
        }
    }

    @Test
    void an_end_session_endpoint_keeps_its_query() throws Exception {
        try (OpenIdShop other = new OpenIdShop()) {
            other.provider.bendDiscovery(document ->
                    document.put("end_session_endpoint", other.provider.issuer() + "/end_session?tenant=blue"));
            other.signIn();
            other.browser.call("POST", "/auth/signout");

            assertThat(other.browser.page("/auth/signout/continue").getHeader("Location"))
                    .startsWith(other.provider.issuer() + "/end_session?tenant=blue&id_token_hint=");
        }
    }

    @Test
    void a_provider_that_is_not_to_be_visited_is_not() throws Exception {
        try (OpenIdShop other = new OpenIdShop("provider.idp.sign-out-visit", "never")) {
            other.signIn();

            assertThat(json(other.browser.call("POST", "/auth/signout")).getString("url"))
                    .isEqualTo("/shop/");
            assertThat(other.provider.calls("/revoke")).isEqualTo(1);
        }
    }

    @Test
    void configured_parameters_replace_those_of_the_standard() throws Exception {
        try (OpenIdShop other = new OpenIdShop(
                "provider.idp.sign-out-params", "client_id={clientId}&logout_uri={returnUrl}%3Fa=b&x=")) {
            other.signIn();
            other.browser.call("POST", "/auth/signout?callbackUrl=%2Fshop%2Fbye");

            assertThat(Query.of(other.browser.page("/auth/signout/continue").getHeader("Location")))
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "client_id",
                            "shop",
                            "logout_uri",
                            "http://localhost/shop/auth/signout/callback?a=b",
                            "x",
                            ""));
        }
    }

    @Test
    void a_provider_that_gets_no_state_leads_back_to_the_callback_url() throws Exception {
        try (OpenIdShop other = new OpenIdShop("provider.idp.sign-out-params", "logout_uri={returnUrl}")) {
            other.signIn();
            MockHttpServletRequest request = other.browser.request("POST", "/auth/signout");
            request.setContentType("application/x-www-form-urlencoded");
            request.addParameter("callbackUrl", "/shop/bye");
            other.browser.send(request);

            assertThat(other.browser
                            .page("/auth/signout/callback?state=guessed")
                            .getHeader("Location"))
                    .isEqualTo("/shop/");
            other.signIn();
            request = other.browser.request("POST", "/auth/signout");
            request.setContentType("application/x-www-form-urlencoded");
            request.addParameter("callbackUrl", "/shop/bye");
            other.browser.send(request);
            assertThat(other.browser.page("/auth/signout/callback").getHeader("Location"))
                    .isEqualTo("/shop/bye");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 350})
    void an_id_token_that_makes_the_address_too_long_is_left_out(int groups) throws Exception {
        shop.provider.bendIdToken(claims -> claims.put(
                "groups",
                IntStream.range(0, groups)
                        .mapToObj(i -> "a group with a long name " + i)
                        .toList()));
        shop.signIn();

        String location = signOutByPage().getHeader("Location");

        assertThat(location).hasSizeLessThanOrEqualTo(4096);
        assertThat(Query.of(location).containsKey("id_token_hint")).isEqualTo(groups == 0);
        assertThat(Query.of(location)).containsKeys("client_id", "post_logout_redirect_uri", "state");
    }

    @Test
    void the_access_token_is_revoked_if_there_is_no_refresh_token() throws Exception {
        try (OpenIdShop other = new OpenIdShop()) {
            other.provider.bendTokenResponse(response -> response.remove("refresh_token"));
            other.signIn();
            Hold revocation = other.provider.hold("/revoke");
            revocation.release();
            other.browser.call("POST", "/auth/signout");
            revocation.awaitCaller();

            assertThat(other.provider.lastForm("/revoke"))
                    .containsEntry("token_type_hint", "access_token")
                    .hasEntrySatisfying("token", token -> assertThat(token).startsWith("access-"));
        }
    }

    @Test
    void revocation_can_be_switched_off() throws Exception {
        OpenIdShop other = new OpenIdShop("provider.idp.revoke-on-sign-out", "false");
        try {
            other.signIn();
            other.browser.call("POST", "/auth/signout");

            assertThat(other.provider.calls("/revoke")).isZero();
            assertThat(other.status()).isEqualTo("unauthenticated");
        } finally {
            other.close();
        }
    }

    @Test
    void the_policy_of_the_confirmation_allows_the_redirect_to_the_provider() throws Exception {
        MockHttpServletResponse page = shop.browser.page("/auth/signout");

        assertThat(page.getHeader("Content-Security-Policy"))
                .contains("default-src 'none'")
                .doesNotContain("form-action");
    }
}
