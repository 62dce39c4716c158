package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.net.URI;
import java.util.Set;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockServletContext;

class SessionCookieTest {

    @OidcProvider(name = "idp", issuer = "http://127.0.0.1:1", clientId = "shop", clientAuth = "none")
    private static final class OpenId {}

    @CredentialsProvider(name = "backend", loginUrl = "http://127.0.0.1:1/login")
    private static final class Credentials {}

    private final MockServletContext context = new MockServletContext();

    @ParameterizedTest
    @ValueSource(classes = {OpenId.class, Credentials.class})
    void a_strict_session_cookie_stays_strict_with_each_kind_of_provider(Class<?> configuration) throws Exception {
        RecordingContext war = new RecordingContext();
        war.getSessionCookieConfig().setAttribute("SameSite", "Strict");

        new AuthFilterInitializer().onStartup(Set.of(configuration), war);

        assertThat(war.getSessionCookieConfig().getAttribute("SameSite")).isEqualTo("Strict");
    }

    @Test
    void the_session_cookie_of_an_https_site_is_HttpOnly_SameSite_Lax_and_Secure() {
        SessionCookie.secure(context, WebXml.of(context), URI.create("https://www.example/shop"));

        SessionCookieConfig cookie = context.getSessionCookieConfig();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "http://www.example/shop")
    void without_https_the_session_cookie_is_not_Secure(URI baseUrl) {
        SessionCookie.secure(context, WebXml.of(context), baseUrl);

        assertThat(context.getSessionCookieConfig().isHttpOnly()).isTrue();
        assertThat(context.getSessionCookieConfig().isSecure()).isFalse();
    }

    @ParameterizedTest(name = "{0}: HttpOnly {1}, Secure {2}")
    @CsvSource({
        "<http-only>false</http-only>, false, true",
        "<secure>false</secure>,       true,  false",
        "<name>SHOP</name>,            true,  true",
    })
    void the_session_cookie_configuration_of_the_application_wins(
            String configured, boolean isHttpOnly, boolean isSecure) {
        MockServletContext own = WebXmlContext.ofElements(
                "<session-config><cookie-config>" + configured + "</cookie-config></session-config>");

        SessionCookie.secure(own, WebXml.of(own), URI.create("https://www.example/shop"));

        assertThat(own.getSessionCookieConfig().isHttpOnly()).isEqualTo(isHttpOnly);
        assertThat(own.getSessionCookieConfig().isSecure()).isEqualTo(isSecure);
    }

    @ParameterizedTest(name = "context {0}: {1}")
    @CsvSource({"/shop,", "'',", "/grüße, /gr%C3%BC%C3%9Fe", "/my shop, /my%20shop", "/gr%C3%BC%C3%9Fe,", "/a+b-c,"})
    void the_path_of_the_session_cookie_is_encoded_where_that_differs(String contextPath, String path) {
        context.setContextPath(contextPath);

        SessionCookie.encodePath(context, WebXml.of(context));

        assertThat(context.getSessionCookieConfig().getPath()).isEqualTo(path);
    }

    @Test
    void the_path_that_the_application_configures_wins() {
        MockServletContext own = WebXmlContext.ofElements(
                "<session-config><cookie-config><path>/</path></cookie-config></session-config>");
        own.setContextPath("/grüße");

        SessionCookie.encodePath(own, WebXml.of(own));

        assertThat(own.getSessionCookieConfig().getPath()).isNull();
    }

    @Test
    void sessions_are_tracked_by_cookie_only() {
        context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE, SessionTrackingMode.URL));

        SessionCookie.trackByCookieOnly(context, WebXml.of(context));

        assertThat(context.getEffectiveSessionTrackingModes()).containsExactly(SessionTrackingMode.COOKIE);
    }

    @Test
    void the_tracking_modes_of_the_application_win() {
        MockServletContext own =
                WebXmlContext.ofElements("<session-config><tracking-mode>URL</tracking-mode></session-config>");
        own.setSessionTrackingModes(Set.of(SessionTrackingMode.URL));

        SessionCookie.trackByCookieOnly(own, WebXml.of(own));

        assertThat(own.getEffectiveSessionTrackingModes()).containsExactly(SessionTrackingMode.URL);
    }
}
