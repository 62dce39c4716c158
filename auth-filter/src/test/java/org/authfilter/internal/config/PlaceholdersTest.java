package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.authfilter.CredentialsProvider;
import org.authfilter.internal.config.TestConfiguration.Source;
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
    void a_placeholder_is_replaced_by_its_value(String written, String read) {
        assertThat(withValues().set(KEY, written).provider().refreshField()).isEqualTo(read);
    }

    @ParameterizedTest(name = "{0} is read as it stands")
    @CsvSource({
        "SYSTEM_PROPERTY,     auth-filter.provider.backend.refresh-field",
        "ENVIRONMENT,         AUTH_FILTER_PROVIDER_BACKEND_REFRESH_FIELD",
        "MICROPROFILE_CONFIG, auth-filter.provider.backend.refresh-field",
    })
    void a_source_with_expressions_of_its_own_has_no_placeholders(Source source, String name) {
        assertThat(withValues().set(source, name, "${HOST}").provider().refreshField())
                .isEqualTo("${HOST}");
    }

    @Test
    void a_context_param_may_contain_a_placeholder() {
        assertThat(withValues()
                        .set(Source.CONTEXT_PARAM, "auth-filter." + KEY, "${HOST}")
                        .provider()
                        .refreshField())
                .isEqualTo("backend.example");
    }

    @Test
    void an_annotation_may_contain_a_placeholder() {
        TestConfiguration configuration = new TestConfiguration().annotate(Annotated.class);

        assertThat(configuration.provider().loginUrl()).isEqualTo(URI.create("https://backend.example/login"));
        assertThat(configuration
                        .placeholder("BACKEND_HOST", "other.example")
                        .provider()
                        .loginUrl())
                .isEqualTo(URI.create("https://other.example/login"));
    }

    @Test
    void a_placeholder_without_value_and_default_is_reported_with_its_name() {
        assertThat(withValues().set(KEY, "${HOST}${TOKEN_FIELD}").problems())
                .contains(KEY + " = \"${HOST}${TOKEN_FIELD}\" (web.xml, init-param " + KEY
                        + "): set the system property or environment variable TOKEN_FIELD")
                .contains("${TOKEN_FIELD:default}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"${NOT_SET:}", "${BLANK}", "' ${NOT_SET:} '"})
    void a_placeholder_with_an_empty_value_counts_as_not_configured(String written) {
        assertThat(withValues().set("sign-in-page", written).read().signInPage())
                .isNull();
        assertThat(withValues().set("refresh-margin", written).read().refresh().margin())
                .hasSeconds(60);
    }

    @Test
    void a_required_key_with_an_empty_placeholder_is_missing() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider.backend.login-url", "${NOT_SET:}")
                        .problems())
                .contains("provider.backend.login-url is missing");
    }

    private static TestConfiguration withValues() {
        return TestConfiguration.ofOneBackend()
                .placeholder("HOST", "backend.example")
                .placeholder("A", "1")
                .placeholder("B", "2")
                .placeholder("BLANK", " ")
                .placeholder("MONEY", "$1\\0")
                .placeholder("NESTED", "${HOST}")
                .placeholder("app.port", "8080");
    }
}
