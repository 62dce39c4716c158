package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.authfilter.internal.config.TestConfiguration.Source;
import org.authfilter.internal.fuzz.FuzzTarget;
import org.authfilter.internal.fuzz.SilentLog;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Any configuration gives usable settings, or a message without a secret. The input: lines with the initial of a source,
 * a key, an equals sign and a value.
 */
@ExtendWith(SilentLog.class)
class SettingsFuzzTest implements FuzzTarget {

    private static final String SECRET = "pl4nted";

    @Override
    @FuzzTest
    public void every_input_passes(byte[] input) {
        TestConfiguration configuration = new TestConfiguration();
        new String(input, StandardCharsets.UTF_8).lines().forEach(line -> set(configuration, line));
        try {
            Settings settings = configuration.read();
            assertThat(withoutPlaceholders(input) ? settings.toString() : "").doesNotContain(SECRET);
            settings.providers().forEach(SettingsFuzzTest::assertUsable);
        } catch (ConfigurationException refused) {
            assertThat(refused.getMessage())
                    .startsWith("auth-filter can't start, its configuration has ")
                    .doesNotContain(SECRET);
        }
    }

    private static void set(TestConfiguration configuration, String line) {
        int equals = line.indexOf('=');
        if (equals > 0) {
            String key = line.substring(1, equals);
            String value = line.substring(equals + 1);
            boolean isSecret = key.endsWith("client-secret") || key.endsWith("private-key");
            configuration.set(source(line.charAt(0)), key, isSecret ? value + SECRET : value);
            Arrays.stream(value.split("[${}:]")).forEach(name -> configuration.placeholder(name, name + SECRET));
        }
    }

    private static Source source(char initial) {
        return Arrays.stream(Source.values())
                .filter(source -> source.name().charAt(0) == initial)
                .findFirst()
                .orElse(Source.INIT_PARAM);
    }

    /** A placeholder may put a secret into a value that is no secret. */
    private static boolean withoutPlaceholders(byte[] input) {
        return !new String(input, StandardCharsets.UTF_8).contains("${");
    }

    private static void assertUsable(ProviderSettings provider) {
        if (provider instanceof CredentialsSettings credentials) {
            Stream.of(
                            credentials.loginUrl(),
                            credentials.refreshUrl(),
                            credentials.logoutUrl(),
                            credentials.profileUrl())
                    .filter(Objects::nonNull)
                    .forEach(SettingsFuzzTest::assertCallable);
            assertThat(credentials.loginFields()).isNotEmpty();
            if (credentials.refreshCarrier() == RefreshCarrier.HEADER) {
                assertThatCode(() -> HttpRequest.newBuilder().header(credentials.refreshField(), "token"))
                        .doesNotThrowAnyException();
            }
        } else if (provider instanceof OidcSettings oidc) {
            assertCallable(URI.create(oidc.issuer() + "/.well-known/openid-configuration"));
            assertThat(oidc.clientId()).isNotBlank();
            assertThat(oidc.scope()).contains("openid");
        }
    }

    private static void assertCallable(URI address) {
        assertThatCode(() -> HttpRequest.newBuilder(address).build()).doesNotThrowAnyException();
    }
}
