package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.util.List;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SameOriginTest {

    private final Site site = site();
    private final SameOrigin sameOrigin = new SameOrigin(site);
    private final MockHttpServletRequest request = new MockHttpServletRequest("POST", "/shop/auth/signout");

    @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}: {2}")
    @CsvSource({
        "same-origin, ,                             true",
        "same-origin, http://localhost,             true",
        "same-origin, null,                         true",
        "same-origin, http://evil.example,          false",
        "same-origin, https://localhost,            false",
        "same-site,   ,                             false",
        "same-site,   http://localhost,             false",
        "cross-site,  ,                             false",
        "cross-site,  http://localhost,             false",
        "none,        ,                             false",
        "none,        http://localhost,             true",
        "SAME-ORIGIN, ,                             false",
        ",            http://localhost,             true",
        ",            http://localhost:80,          true",
        ",            HTTP://LOCALHOST,             true",
        ",            http://localhost:8080,        false",
        ",            https://localhost,            false",
        ",            http://localhost.evil.example,false",
        ",            http://sub.localhost,         false",
        ",            http://evil@localhost,        false",
        ",            null,                         false",
        ",            nonsense,                     false",
    })
    void the_proof_is_Sec_Fetch_Site_or_Origin_unless_the_other_contradicts(
            String fetchSite, String origin, boolean proven) {
        addHeader("Sec-Fetch-Site", fetchSite);
        addHeader("Origin", origin);

        assertThat(sameOrigin.isProven(request, null)).isEqualTo(proven);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Origin, http://evil.example"})
    void a_CSRF_token_does_not_replace_a_proof_that_a_header_contradicts(String header, String value) {
        String token = fetchToken();
        request.addHeader(header, value);

        assertThat(sameOrigin.isProven(request, token)).isFalse();
    }

    @Test
    void the_origin_of_a_host_with_an_underscore_is_a_proof() {
        request.setServerName("my_app");
        request.setServerPort(8080);
        request.addHeader("Origin", "http://my_app:8080");

        assertThat(sameOrigin.isProven(request, null)).isTrue();
    }

    @Test
    void two_origins_prove_nothing() {
        request.addHeader("Origin", List.of("http://localhost", "http://evil.example"));

        assertThat(sameOrigin.isProven(request, null)).isFalse();
    }

    @Test
    void the_CSRF_token_of_the_client_counts_without_both_headers() {
        String token = fetchToken();

        assertThat(sameOrigin.isProven(request, token)).isTrue();
        assertThat(sameOrigin.isProven(request, token.substring(1) + "x")).isFalse();
        assertThat(sameOrigin.isProven(request, "")).isFalse();
        assertThat(sameOrigin.isProven(request, null)).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "short",
                "<script>alert(1)</script>AAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            })
    void a_planted_cookie_that_is_no_valid_token_is_neither_returned_nor_accepted(String planted) {
        request.setCookies(new Cookie("auth-filter-csrf", planted));

        assertThat(CsrfCookie.tokenOf(request, new MockHttpServletResponse(), site))
                .isNotEqualTo(planted);
        assertThat(sameOrigin.isProven(request, planted)).isFalse();
    }

    @Test
    void the_CSRF_token_of_another_client_does_not_count() {
        String foreign = CsrfCookie.tokenOf(new MockHttpServletRequest(), new MockHttpServletResponse(), site);
        fetchToken();

        assertThat(sameOrigin.isProven(request, foreign)).isFalse();
    }

    @Test
    void a_request_without_headers_and_token_has_no_proof() {
        assertThat(sameOrigin.isProven(request, null)).isFalse();
    }

    private String fetchToken() {
        MockHttpServletResponse response = new MockHttpServletResponse();
        String token = CsrfCookie.tokenOf(request, response, site);
        Cookie cookie = response.getCookies()[0];
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Strict");
        request.setCookies(cookie);
        return token;
    }

    private void addHeader(String name, String value) {
        if (value != null) {
            request.addHeader(name, value);
        }
    }

    private static Site site() {
        ConfigSources places = new ConfigSources()
                .microProfileConfig("auth-filter.provider.backend.type", "credentials", "test")
                .microProfileConfig("auth-filter.provider.backend.login-url", "http://127.0.0.1:1/", "test");
        return new Site(SettingsReader.read(places, name -> null));
    }
}
