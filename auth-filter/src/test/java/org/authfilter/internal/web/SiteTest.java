package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.SettingsReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class SiteTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/shop/orders;v=1/items;a=b,            /shop/orders;v=1/items;a=b",
        "/shop/orders;jsessionid=abc,           /shop/orders",
        "/shop/orders;JSESSIONID=abc.node1/x,   /shop/orders/x",
        "/shop/orders;v=1;jsessionid=abc;w=2/x, /shop/orders;v=1;w=2/x",
        "/shop;jsessionid=abc/orders,           /shop/orders",
        "/shop/orders;sessionid=1,              /shop/orders;sessionid=1",
        "/shop,                                 /shop",
        "/other/orders,                         ",
        "//shop/orders,                         ",
    })
    void the_address_of_a_request_keeps_its_path_parameters_but_no_session_id(String uri, String address) {
        assertThat(site("").addressOf(request("/shop", uri))).isEqualTo(address);
    }

    @Test
    void the_address_of_a_request_keeps_its_query() {
        MockHttpServletRequest request = request("/shop", "/shop/orders;v=1");
        request.setQueryString("q=a;jsessionid=b");

        assertThat(site("").addressOf(request)).isEqualTo("/shop/orders;v=1?q=a;jsessionid=b");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "/grüße,           /gr%C3%BC%C3%9Fe/a, /gr%C3%BC%C3%9Fe/a",
        "/gr%C3%BC%C3%9Fe, /gr%C3%BC%C3%9Fe/a, /gr%C3%BC%C3%9Fe/a",
        "/grüße,           /gr%c3%bc%c3%9fe/a, /gr%C3%BC%C3%9Fe/a",
        "/my shop,         /my%20shop/a,       /my%20shop/a",
        "/a;b,             /a%3Bb/x,           /a%3Bb/x",
        "/100%,            /100%25/x,          /100%25/x",
        "/a/b c,           /a/b%20c/x,         /a/b%20c/x",
        "'',               /orders,            /orders",
    })
    void a_context_path_is_cut_off_and_written_in_its_encoded_form(String contextPath, String uri, String address) {
        assertThat(site("").addressOf(request(contextPath, uri))).isEqualTo(address);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/grüße, /gr%C3%BC%C3%9Fe", "/gr%C3%BC%C3%9Fe, /gr%C3%BC%C3%9Fe", "/shop, /shop", "/a b?c, /a%20b%3Fc"})
    void an_address_of_the_site_contains_ASCII_only(String contextPath, String root) {
        MockHttpServletRequest request = request(contextPath, contextPath + "/");

        assertThat(site("").signIn(request)).isEqualTo(root + "/auth/signin");
        assertThat(site("").absolute(request, site("").endpoint(request, "/callback/idp")))
                .isEqualTo("http://localhost" + root + "/auth/callback/idp");
    }

    @Test
    void the_origin_of_a_base_url_with_an_underscore_is_known() {
        assertThat(site("http://my_app:8080/shop").origin(request("/shop", "/shop/")))
                .hasToString("http://my_app:8080");
    }

    private static MockHttpServletRequest request(String contextPath, String uri) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", uri);
        request.setContextPath(contextPath);
        return request;
    }

    private static Site site(String baseUrl) {
        ConfigSources sources = new ConfigSources()
                .microProfileConfig("auth-filter.provider.backend.type", "credentials", "test")
                .microProfileConfig("auth-filter.provider.backend.login-url", "http://127.0.0.1:1/", "test");
        if (!baseUrl.isEmpty()) {
            sources.microProfileConfig("auth-filter.base-url", baseUrl, "test");
        }
        return new Site(SettingsReader.read(sources, name -> null));
    }
}
