package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.authfilter.CredentialsProvider;
import org.authfilter.internal.config.Deployer.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {

    private static final String KEY = "provider.backend.refresh-field";

    @CredentialsProvider(name = "backend", loginUrl = "https://${BACKEND_HOST:backend.example}/login")
    private static final class Annotated {}

    @ParameterizedTest(name = "{0} is read as {1}")
    @CsvSource({
        "${HOST},                   backend.example",
        "https://${HOST}/login,     https://backend.example/login",
        "${A}${B},                  12",
        "${A}-${B},                 1-2",
        "${NOT_SET:default},        default",
        "${NOT_SET:http://x:80/},   http://x:80/",
        "a${NOT_SET:}b,             ab",
        "${HOST:default},           backend.example",
        "${MONEY},                  $1\\0",
        "$HOST,                     $HOST",
        "{HOST},                    {HOST}",
        "plain,                     plain",
        "${app.port},               8080",
        "${NESTED},                 ${HOST}",
    })
    void a_placeholder_is_filled_where_it_stands(String written, String read) {
        assertThat(withValues().say(KEY, written).provider().refreshField()).isEqualTo(read);
    }

    @ParameterizedTest(name = "{0} is read as it stands")
    @CsvSource({
        "SYSTEM_PROPERTY,     auth-filter.provider.backend.refresh-field",
        "ENVIRONMENT,         AUTH_FILTER_PROVIDER_BACKEND_REFRESH_FIELD",
        "MICROPROFILE_CONFIG, auth-filter.provider.backend.refresh-field",
    })
    void a_place_that_needs_no_placeholders_has_none(Place place, String name) {
        assertThat(withValues().say(place, name, "${HOST}").provider().refreshField())
                .isEqualTo("${HOST}");
    }

    @Test
    void a_context_param_may_hold_a_placeholder() {
        assertThat(withValues()
                        .say(Place.CONTEXT_PARAM, "auth-filter." + KEY, "${HOST}")
                        .provider()
                        .refreshField())
                .isEqualTo("backend.example");
    }

    @Test
    void an_annotation_may_hold_a_placeholder() {
        Deployer deployer = new Deployer().annotate(Annotated.class);

        assertThat(deployer.provider().loginUrl()).isEqualTo(URI.create("https://backend.example/login"));
        assertThat(deployer.placeholder("BACKEND_HOST", "other.example")
                        .provider()
                        .loginUrl())
                .isEqualTo(URI.create("https://other.example/login"));
    }

    @Test
    void a_placeholder_without_a_value_and_a_default_is_told_with_its_name() {
        assertThat(withValues().say(KEY, "${HOST}${TOKEN_FIELD}").refusal())
                .contains(KEY + " = \"${HOST}${TOKEN_FIELD}\" (web.xml, init-param " + KEY
                        + "): set the system property or environment variable TOKEN_FIELD")
                .contains("${TOKEN_FIELD:default}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"${NOT_SET:}", "${BLANK}", "' ${NOT_SET:} '"})
    void a_placeholder_filled_with_nothing_counts_as_not_said(String written) {
        assertThat(withValues().say("sign-in-page", written).read().signInPage())
                .isNull();
        assertThat(withValues().say("refresh-margin", written).read().refresh().margin())
                .hasSeconds(60);
    }

    @Test
    void a_required_key_that_a_placeholder_leaves_empty_is_missing() {
        assertThat(Deployer.ofOneBackend()
                        .say("provider.backend.login-url", "${NOT_SET:}")
                        .refusal())
                .contains("provider.backend.login-url is missing");
    }

    private static Deployer withValues() {
        return Deployer.ofOneBackend()
                .placeholder("HOST", "backend.example")
                .placeholder("A", "1")
                .placeholder("B", "2")
                .placeholder("BLANK", " ")
                .placeholder("MONEY", "$1\\0")
                .placeholder("NESTED", "${HOST}")
                .placeholder("app.port", "8080");
    }
}
