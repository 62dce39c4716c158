package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;
import org.authfilter.User;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockServletContext;

class LogoutStoreLoaderTest {

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
    void a_distributable_application_with_an_OpenID_Provider_causes_a_warning(String webXml, boolean isWarned) {
        assertThat(logOf(OpenId.class, webXml).contains("add an implementation of org.authfilter.spi.LogoutStore"))
                .isEqualTo(isWarned);
    }

    @Test
    void an_application_without_an_OpenID_Provider_causes_no_warning() {
        assertThat(logOf(Credentials.class, "<web-app><distributable/></web-app>"))
                .doesNotContain("LogoutStore");
    }

    @ParameterizedTest(name = "container {0} min, {1}: {2} h")
    @CsvSource({
        "30,   '',                        24",
        "4320, '',                        72",
        "-1,   '',                        8760",
        "0,    '',                        8760",
        "-1,   'auth-filter.idle-timeout', 48",
    })
    void a_logout_is_remembered_for_the_idle_time_of_a_session_and_at_least_a_day(
            int containerMinutes, String idleTimeoutKey, int hours) {
        MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
        MockServletContext context = new MockServletContext();
        if (!idleTimeoutKey.isEmpty()) {
            context.setInitParameter(idleTimeoutKey, "48h");
        }
        LogoutRegistry logouts = LogoutStoreLoader.of(
                context, WebXml.of(context), DeploymentSettings.read(context, Set.of(OpenId.class)), null, clock);
        context.setSessionTimeout(containerMinutes);
        UserSession session = session(clock.instant());

        logouts.addSubject("http://127.0.0.1:1", "sub-alice", clock.instant());

        clock.advance(Duration.ofHours(hours).minusMillis(1));
        assertThat(logouts.isLoggedOut(session)).isTrue();
        clock.advance(Duration.ofMillis(1));
        assertThat(logouts.isLoggedOut(session)).isFalse();
    }

    private static UserSession session(Instant startedAt) {
        return new UserSession(
                "sign-in-1",
                "idp",
                new User("alice", null, List.of(), "sub-alice", "http://127.0.0.1:1"),
                new TokenSet("access-1", null, null, startedAt, null, null),
                startedAt,
                startedAt);
    }

    private static String logOf(Class<?> configured, String webXml) {
        MockServletContext context = new MockServletContext() {
            @Override
            public InputStream getResourceAsStream(String path) {
                return new ByteArrayInputStream(webXml.getBytes(StandardCharsets.UTF_8));
            }
        };
        try (LogRecords log = new LogRecords()) {
            assertThat(LogoutStoreLoader.of(
                            context,
                            WebXml.of(context),
                            DeploymentSettings.read(context, Set.of(configured)),
                            null,
                            Clock.systemUTC()))
                    .isNotNull();
            return log.text();
        }
    }
}
