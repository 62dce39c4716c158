package org.authfilter.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.servlet.SessionTrackingMode;
import java.util.Set;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockServletContext;

class SessionCookieTest {

    @OidcProvider(name = "idp", issuer = "http://127.0.0.1:1", clientId = "shop", clientAuth = "none")
    private static final class OpenId {}

    @CredentialsProvider(name = "backend", loginUrl = "http://127.0.0.1:1/login")
    private static final class Credentials {}

    private final MockServletContext context = new MockServletContext();

    @Test
    void a_strict_session_cookie_and_an_OpenID_Provider_fail_the_deployment() {
        context.getSessionCookieConfig().setAttribute("SameSite", "Strict");

        assertThatThrownBy(() -> new AuthFilterInitializer().onStartup(Set.of(OpenId.class), context))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("SameSite=Strict");
    }

    @Test
    void a_strict_session_cookie_is_fine_for_credentials() {
        context.getSessionCookieConfig().setAttribute("SameSite", "Strict");

        assertThatCode(() -> SessionCookie.failIfNeverSentByProviders(
                        context,
                        DeploymentSettings.read(context, Set.of(Credentials.class))
                                .providers()))
                .doesNotThrowAnyException();
    }

    @Test
    void sessions_are_tracked_by_cookie_only() {
        context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE, SessionTrackingMode.URL));

        SessionCookie.trackByNothingElse(context, WebXml.of(context));

        assertThat(context.getEffectiveSessionTrackingModes()).containsExactly(SessionTrackingMode.COOKIE);
    }

    @Test
    void an_application_that_says_how_its_sessions_are_tracked_has_its_way() {
        MockServletContext own =
                WebXmlContext.ofElements("<session-config><tracking-mode>URL</tracking-mode></session-config>");
        own.setSessionTrackingModes(Set.of(SessionTrackingMode.URL));

        SessionCookie.trackByNothingElse(own, WebXml.of(own));

        assertThat(own.getEffectiveSessionTrackingModes()).containsExactly(SessionTrackingMode.URL);
    }
}
