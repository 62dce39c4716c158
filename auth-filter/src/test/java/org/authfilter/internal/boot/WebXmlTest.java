package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockServletContext;

class WebXmlTest {

    private static final String ROLE = "<security-constraint><web-resource-collection><url-pattern>/admin/*"
            + "</url-pattern></web-resource-collection><auth-constraint><role-name>admin</role-name></auth-constraint>"
            + "</security-constraint>";

    @Test
    void a_constraint_with_a_role_requires_roles() {
        assertThat(webXml(ROLE).hasConstraintWithRole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<security-constraint><user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee>"
                        + "</user-data-constraint></security-constraint>",
                "<security-constraint><auth-constraint/></security-constraint>",
                "<security-role><role-name>admin</role-name></security-role>",
                "<!-- <auth-constraint><role-name>admin</role-name></auth-constraint> -->",
            })
    void a_constraint_for_TLS_or_without_any_access_requires_no_role(String elements) {
        assertThat(webXml(elements).hasConstraintWithRole()).isFalse();
    }

    @Test
    void the_method_of_a_login_config_is_read() {
        assertThat(webXml("<login-config>\n<auth-method>\n FORM </auth-method></login-config>")
                        .loginMethod())
                .contains("FORM");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<login-config/>", "<login-config><realm-name>x</realm-name></login-config>"})
    void a_web_xml_without_a_login_config_has_no_method(String elements) {
        assertThat(webXml(elements).loginMethod()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<async-supported>false</async-supported>", "<async-supported/>"})
    void a_filter_without_async_supported_supports_no_asynchronous_requests(String async) {
        assertThat(webXml(filter("auth-filter", async)).declaresWithoutAsync("auth-filter"))
                .isTrue();
    }

    @Test
    void a_filter_with_async_supported_supports_asynchronous_requests() {
        assertThat(webXml(filter("other", "") + filter("auth-filter", "<async-supported>true</async-supported>"))
                        .declaresWithoutAsync("auth-filter"))
                .isFalse();
    }

    @Test
    void an_undeclared_filter_is_no_problem() {
        assertThat(webXml("<filter-mapping><filter-name>auth-filter</filter-name></filter-mapping>")
                        .declaresWithoutAsync("auth-filter"))
                .isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "<http-only>false</http-only>,                 true",
        "<http-only> true </http-only>,                true",
        "<http-only/>,                                 false",
        "<secure>false</secure>,                       false",
        "'',                                           false",
    })
    void the_attributes_of_the_cookie_config_are_read(String elements, boolean isSaid) {
        assertThat(webXml("<session-config><cookie-config>" + elements + "</cookie-config></session-config>")
                        .hasInCookieConfig("http-only"))
                .isEqualTo(isSaid);
    }

    @Test
    void attributes_outside_of_the_cookie_config_are_ignored() {
        assertThat(webXml("<session-config/><secure>false</secure>").hasInCookieConfig("secure"))
                .isFalse();
    }

    @Test
    void an_old_web_xml_with_a_DOCTYPE_is_read_and_nothing_is_fetched() {
        WebXml webXml = WebXml.of(new WebXmlContext("""
                <?xml version="1.0"?>
                <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN"
                    "http://127.0.0.1:1/dtd/web-app_2_3.dtd">
                <web-app>""" + ROLE + "</web-app>"));

        assertThat(webXml.hasConstraintWithRole()).isTrue();
    }

    @Test
    void the_prefix_of_the_namespace_is_ignored() {
        WebXml webXml = WebXml.of(new WebXmlContext("<j:web-app xmlns:j=\"http://java.sun.com/xml/ns/javaee\">"
                + "<j:login-config><j:auth-method>BASIC</j:auth-method></j:login-config></j:web-app>"));

        assertThat(webXml.loginMethod()).contains("BASIC");
    }

    @Test
    void a_WAR_without_a_web_xml_has_no_settings() {
        WebXml webXml = WebXml.of(new MockServletContext());

        assertThat(webXml.hasConstraintWithRole()).isFalse();
        assertThat(webXml.loginMethod()).isEmpty();
    }

    @Test
    void a_broken_web_xml_is_left_to_the_container() {
        assertThat(WebXml.of(new WebXmlContext("<web-app><login-config>")).loginMethod())
                .isEmpty();
    }

    private static WebXml webXml(String elements) {
        return WebXml.of(WebXmlContext.ofElements(elements));
    }

    private static String filter(String name, String async) {
        return "<filter><filter-name>" + name + "</filter-name><filter-class>x</filter-class>" + async + "</filter>";
    }
}
