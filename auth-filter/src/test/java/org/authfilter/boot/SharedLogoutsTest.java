package org.authfilter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;
import org.authfilter.session.MemoryLogoutStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockServletContext;

class SharedLogoutsTest {

    @OidcProvider(name = "idp", issuer = "http://127.0.0.1:1", clientId = "shop", clientAuth = "none")
    private static final class OpenId {}

    @CredentialsProvider(name = "backend", loginUrl = "http://127.0.0.1:1/login")
    private static final class Credentials {}

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "<web-app><distributable/></web-app>, true",
        "<web-app/>,                          false",
        "<web-app>,                           false",
    })
    void a_distributable_application_with_an_OpenID_Provider_is_warned(String webXml, boolean isWarned) {
        assertThat(logOf(OpenId.class, webXml).contains("provide a org.authfilter.LogoutStore"))
                .isEqualTo(isWarned);
    }

    @Test
    void without_an_OpenID_Provider_there_is_nothing_to_warn_of() {
        assertThat(logOf(Credentials.class, "<web-app><distributable/></web-app>"))
                .doesNotContain("LogoutStore");
    }

    private static String logOf(Class<?> configured, String webXml) {
        MockServletContext context = new MockServletContext() {
            @Override
            public InputStream getResourceAsStream(String path) {
                return new ByteArrayInputStream(webXml.getBytes(StandardCharsets.UTF_8));
            }
        };
        try (LogRecords log = new LogRecords()) {
            assertThat(SharedLogouts.of(
                            context,
                            WebXml.of(context),
                            DeploymentSettings.read(context, Set.of(configured)),
                            Clock.systemUTC()))
                    .isInstanceOf(MemoryLogoutStore.class);
            return log.text();
        }
    }
}
