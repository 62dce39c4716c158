package org.authfilter.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.authfilter.config.Deployer.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** System properties and the environment are seen by every WAR of a server, whatever version of this jar it carries. */
class SharedPlacesTest {

    private static final Logger LOGGER = Logger.getLogger(SettingsReader.class.getName());

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
    void an_unknown_key_in_a_shared_place_is_a_warning_without_its_value(Place place, String name, String told) {
        Settings settings = Deployer.ofOneBackend().say(place, name, "s3cret").read();

        assertThat(settings.providers()).hasSize(1);
        assertThat(logged).hasSize(1);
        assertThat(logged.get(0).getLevel()).isEqualTo(Level.WARNING);
        assertThat(new SimpleFormatter().formatMessage(logged.get(0)))
                .startsWith("auth-filter knows no key " + told + " (")
                .doesNotContain("s3cret");
    }

    @Test
    void a_shared_key_that_MicroProfile_Config_repeats_stays_a_warning() {
        Deployer.ofOneBackend()
                .say(Place.SYSTEM_PROPERTY, "auth-filter.no-such-key", "x")
                .say(Place.MICROPROFILE_CONFIG, "auth-filter.no-such-key", "x")
                .read();

        assertThat(logged).hasSize(1);
    }

    @Test
    void a_wrong_value_in_a_shared_place_still_fails_the_deployment() {
        assertThat(Deployer.ofOneBackend()
                        .say(Place.ENVIRONMENT, "AUTH_FILTER_ENABLED", "yes")
                        .refusal())
                .contains("enabled = \"yes\" (environment variable AUTH_FILTER_ENABLED): write true or false");
    }

    @Test
    void nothing_is_logged_about_what_is_known() {
        Deployer.ofOneBackend()
                .say(Place.SYSTEM_PROPERTY, "auth-filter.path", "/account")
                .say(Place.ENVIRONMENT, "AUTH_FILTER_PROVIDER_BACKEND_ROLES", "/roles")
                .read();

        assertThat(logged).isEmpty();
    }
}
