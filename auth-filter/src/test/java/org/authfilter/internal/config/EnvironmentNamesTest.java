package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.authfilter.internal.config.TestConfiguration.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EnvironmentNamesTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "AUTH_FILTER_PATH,                            path",
        "AUTH_FILTER_TOKEN_REQUEST_TIMEOUT,           token-request-timeout",
        "AUTH_FILTER_PROVIDER_MY_IDP_LOGIN_URL,       provider.my-idp.login-url",
        "AUTH_FILTER_PROVIDER_BACKEND_TYPE,           provider.backend.type",
        "AUTH_FILTER_PROVIDER_BACKEND_EXPIRY,         provider.backend.expiry",
        "AUTH_FILTER_PROVIDER_BACKEND_REFRESH_EXPIRY, provider.backend.refresh-expiry",
        "AUTH_FILTER_PROVIDER_BACKEND_ACCESS_TOKEN,   provider.backend.access-token",
        "AUTH_FILTER_PROVIDER_A_B_C_EXPIRY_UNIT,      provider.a-b-c.expiry-unit",
        "AUTH_FILTER_PROVIDER_IDP2_USER,              provider.idp2.user",
        "AUTH_FILTER_PROVIDER_PROVIDER_ROLES,         provider.provider.roles",
        "AUTH_FILTER_NO_SUCH_KEY,                     AUTH_FILTER_NO_SUCH_KEY",
        "AUTH_FILTER_PROVIDER_TYPE,                   AUTH_FILTER_PROVIDER_TYPE",
        "AUTH_FILTER_path,                            AUTH_FILTER_path",
        "AUTH_FILTER_,                                AUTH_FILTER_",
    })
    void a_variable_stands_for_a_key(String variable, String key) {
        assertThat(EnvironmentNames.keyOf(variable)).isEqualTo(key);
    }

    static List<Key<?>> applicationKeys() {
        return ApplicationKeys.GROUP.keys();
    }

    @ParameterizedTest
    @MethodSource("applicationKeys")
    void every_key_of_the_application_has_a_variable(Key<?> key) {
        assertThat(EnvironmentNames.keyOf(variable(key.name()))).isEqualTo(key.name());
    }

    static Stream<Key<?>> providerKeys() {
        return ProviderKind.all().stream().flatMap(kind -> kind.keys().keys().stream());
    }

    @ParameterizedTest
    @MethodSource("providerKeys")
    void every_key_of_a_provider_has_a_variable(Key<?> key) {
        assertThat(EnvironmentNames.keyOf(variable(key.of("my-idp")))).isEqualTo(key.of("my-idp"));
    }

    @Test
    void a_provider_can_be_configured_by_the_environment_alone() {
        CredentialsSettings provider = new TestConfiguration()
                .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_MY_IDP_TYPE", "credentials")
                .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_MY_IDP_LOGIN_URL", "https://idp.example/login")
                .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_MY_IDP_LOGIN_FIELDS", "user,pin")
                .provider();

        assertThat(provider.name()).isEqualTo("my-idp");
        assertThat(provider.loginFields()).containsExactly("user", "pin");
    }

    private static String variable(String key) {
        return "AUTH_FILTER_" + key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}
