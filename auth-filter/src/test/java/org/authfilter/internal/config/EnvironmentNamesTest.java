package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.authfilter.internal.config.Deployer.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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

    @ParameterizedTest
    @EnumSource(Key.class)
    void every_key_has_a_variable(Key key) {
        assertThat(EnvironmentNames.keyOf(variable(key.wireName()))).isEqualTo(key.wireName());
    }

    @ParameterizedTest
    @EnumSource(CredentialsKey.class)
    void every_key_of_a_provider_has_a_variable(CredentialsKey key) {
        assertThat(EnvironmentNames.keyOf(variable(key.of("my-idp")))).isEqualTo(key.of("my-idp"));
    }

    @ParameterizedTest
    @EnumSource(OidcKey.class)
    void every_key_of_an_OpenID_Provider_has_a_variable(OidcKey key) {
        assertThat(EnvironmentNames.keyOf(variable(key.of("my-idp")))).isEqualTo(key.of("my-idp"));
    }

    @Test
    void a_provider_can_be_configured_by_the_environment_alone() {
        CredentialsSettings provider = new Deployer()
                .say(Place.ENVIRONMENT, "AUTH_FILTER_PROVIDER_MY_IDP_TYPE", "credentials")
                .say(Place.ENVIRONMENT, "AUTH_FILTER_PROVIDER_MY_IDP_LOGIN_URL", "https://idp.example/login")
                .say(Place.ENVIRONMENT, "AUTH_FILTER_PROVIDER_MY_IDP_LOGIN_FIELDS", "user,pin")
                .provider();

        assertThat(provider.name()).isEqualTo("my-idp");
        assertThat(provider.loginFields()).containsExactly("user", "pin");
    }

    private static String variable(String key) {
        return "AUTH_FILTER_" + key.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }
}
