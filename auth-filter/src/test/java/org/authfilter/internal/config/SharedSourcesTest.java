package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.authfilter.internal.config.TestConfiguration.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every WAR of a server sees system properties and the environment, with any version of this jar. */
class SharedSourcesTest {

    private static final Logger LOGGER = Logger.getLogger("org.authfilter.config");

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
        LOGGER.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
        LOGGER.setUseParentHandlers(true);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SYSTEM_PROPERTY, auth-filter.no-such-key,                 no-such-key",
        "SYSTEM_PROPERTY, auth-filter.provider.backend.no-such-key, provider.backend.no-such-key",
        "ENVIRONMENT,     AUTH_FILTER_NO_SUCH_KEY,                 AUTH_FILTER_NO_SUCH_KEY",
        "ENVIRONMENT,     AUTH_FILTER_PROVIDER_BACKEND_NO_SUCH,    AUTH_FILTER_PROVIDER_BACKEND_NO_SUCH",
    })
    void an_unknown_key_in_a_shared_source_is_a_warning_without_its_value(Source source, String name, String key) {
        Settings settings =
                TestConfiguration.ofOneBackend().set(source, name, "s3cret").read();

        assertThat(settings.providers()).hasSize(1);
        assertThat(warning()).startsWith("Unknown key " + key + " (").doesNotContain("s3cret");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SYSTEM_PROPERTY, auth-filter.provider.keycloak.client-secret,    provider.keycloak.client-secret",
        "ENVIRONMENT,     AUTH_FILTER_PROVIDER_KEYCLOAK_CLIENT_SECRET,    provider.keycloak.client-secret",
        "ENVIRONMENT,     AUTH_FILTER_PROVIDER_MY_BACKEND_LOGIN_URL,      provider.my-backend.login-url",
    })
    void a_shared_key_of_another_WARs_provider_is_a_warning_without_its_value(Source source, String name, String key) {
        Settings settings =
                TestConfiguration.ofOneBackend().set(source, name, "s3cret").read();

        assertThat(settings.providers()).extracting(ProviderSettings::name).containsExactly("backend");
        assertThat(warning())
                .startsWith("Key " + key + " (")
                .contains("this application has no such provider")
                .doesNotContain("s3cret");
    }

    @Test
    void a_shared_key_alone_adds_no_provider() {
        assertThat(new TestConfiguration()
                        .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_KEYCLOAK_CLIENT_SECRET", "s3cret")
                        .problems())
                .contains("has 1 problem:")
                .contains("there is no provider");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "SYSTEM_PROPERTY, auth-filter.provider.Key_Cloak.client-secret",
        "SYSTEM_PROPERTY, auth-filter.provider.Key_Cloak.type",
        "ENVIRONMENT,     AUTH_FILTER_PROVIDER_KEYCLOAK!_TYPE",
    })
    void a_shared_key_with_an_invalid_name_of_a_provider_is_a_warning(Source source, String name) {
        Settings settings =
                TestConfiguration.ofOneBackend().set(source, name, "oidc").read();

        assertThat(settings.providers()).extracting(ProviderSettings::name).containsExactly("backend");
        assertThat(warning())
                .startsWith("Key provider.")
                .contains("a provider's name has lower-case letters, digits and hyphens only");
    }

    @Test
    void a_provider_of_shared_sources_alone_is_read_if_they_have_its_type() {
        Settings settings = new TestConfiguration()
                .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_BACKEND_TYPE", "credentials")
                .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_BACKEND_LOGIN_URL", "https://backend.example/login")
                .read();

        assertThat(settings.providers()).extracting(ProviderSettings::name).containsExactly("backend");
        assertThat(logged).isEmpty();
    }

    @Test
    void a_shared_key_completes_the_applications_own_provider() {
        OidcSettings provider = (OidcSettings) new TestConfiguration()
                .set("provider.keycloak.type", "oidc")
                .set("provider.keycloak.issuer", "https://login.example/realms/shop")
                .set("provider.keycloak.client-id", "shop")
                .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_KEYCLOAK_CLIENT_SECRET", "s3cret")
                .read()
                .providers()
                .get(0);

        assertThat(provider.name()).isEqualTo("keycloak");
        assertThat(logged).isEmpty();
    }

    @Test
    void the_applications_own_provider_without_a_type_still_fails_the_deployment() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider.keycloak.issuer", "https://login.example/realms/shop")
                        .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_KEYCLOAK_CLIENT_ID", "shop")
                        .problems())
                .contains("provider.keycloak.type is missing");
    }

    @Test
    void a_disabled_filter_logs_nothing_about_providers() {
        new TestConfiguration()
                .set("enabled", "false")
                .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_BACKEND_LOGIN_URL", "https://backend.example/login")
                .read();

        assertThat(logged).isEmpty();
    }

    @Test
    void a_shared_key_that_MicroProfile_Config_repeats_stays_a_warning() {
        TestConfiguration.ofOneBackend()
                .set(Source.SYSTEM_PROPERTY, "auth-filter.no-such-key", "x")
                .set(Source.MICROPROFILE_CONFIG, "auth-filter.no-such-key", "x")
                .read();

        assertThat(logged).hasSize(1);
    }

    @Test
    void a_wrong_value_in_a_shared_source_still_fails_the_deployment() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set(Source.ENVIRONMENT, "AUTH_FILTER_ENABLED", "yes")
                        .problems())
                .contains("enabled = \"yes\" (environment variable AUTH_FILTER_ENABLED): write true or false");
    }

    @Test
    void a_known_key_is_not_logged() {
        TestConfiguration.ofOneBackend()
                .set(Source.SYSTEM_PROPERTY, "auth-filter.path", "/account")
                .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_BACKEND_ROLES", "/roles")
                .read();

        assertThat(logged).isEmpty();
    }

    /** The only one that was logged. */
    private String warning() {
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getLevel()).isEqualTo(Level.WARNING);
        return new SimpleFormatter().formatMessage(logged.get(0));
    }
}
