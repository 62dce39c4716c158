package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.authfilter.AuthFilterConfig;
import org.authfilter.CredentialsProvider;
import org.authfilter.internal.config.TestConfiguration.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceTest {

    @AuthFilterConfig(path = "/annotation")
    private static final class Annotated {}

    @CredentialsProvider(name = "backend", loginUrl = "https://annotation.example/login", user = "/person")
    private static final class AnnotatedProvider {}

    @ParameterizedTest(name = "with {0} sources silent, {1} is read")
    @CsvSource({
        "0, /system-property",
        "1, /environment",
        "2, /microprofile-config",
        "3, /init-param",
        "4, /context-param",
        "5, /annotation",
        "6, /auth",
    })
    void the_first_source_that_has_a_key_wins(int silent, String read) {
        assertThat(setPathFrom(silent, TestConfiguration.ofOneBackend()).read().path())
                .isEqualTo(read);
    }

    @ParameterizedTest(name = "with {0} sources blank, {1} is read")
    @CsvSource({
        "1, /environment",
        "2, /microprofile-config",
        "3, /init-param",
        "4, /context-param",
        "5, /annotation",
    })
    void a_blank_value_counts_as_not_configured(int blank, String read) {
        TestConfiguration configuration = setPathFrom(blank, TestConfiguration.ofOneBackend());
        for (Source source : List.of(Source.values()).subList(0, blank)) {
            configuration.set(source, nameOfPath(source), " \t");
        }

        assertThat(configuration.read().path()).isEqualTo(read);
    }

    @Test
    void each_key_of_a_provider_is_read_by_itself() {
        CredentialsSettings provider = new TestConfiguration()
                .annotate(AnnotatedProvider.class)
                .set(Source.ENVIRONMENT, "AUTH_FILTER_PROVIDER_BACKEND_LOGIN_URL", "https://environment.example/login")
                .set(Source.CONTEXT_PARAM, "auth-filter.provider.backend.expiry", "/expiry")
                .provider();

        assertThat(provider.loginUrl()).isEqualTo(URI.create("https://environment.example/login"));
        assertThat(provider.pointers().user()).containsExactly("/person");
        assertThat(provider.pointers().expiry()).containsExactly("/expiry");
        assertThat(provider.pointers().accessToken()).containsExactly("/accessToken");
    }

    @Test
    void only_the_source_that_wins_is_validated() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set(Source.SYSTEM_PROPERTY, "auth-filter.refresh-margin", "90s")
                        .set(Source.INIT_PARAM, "refresh-margin", "soon")
                        .read()
                        .refresh()
                        .margin())
                .hasSeconds(90);
    }

    @Test
    void a_value_is_read_without_the_space_around_it() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("path", " /account\n")
                        .read()
                        .path())
                .isEqualTo("/account");
    }

    private static TestConfiguration setPathFrom(int first, TestConfiguration configuration) {
        List<Source> sources = List.of(Source.values());
        for (Source source : sources.subList(Math.min(first, sources.size()), sources.size())) {
            configuration.set(
                    source,
                    nameOfPath(source),
                    "/" + source.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return first <= sources.size() ? configuration.annotate(Annotated.class) : configuration;
    }

    private static String nameOfPath(Source source) {
        return switch (source) {
            case ENVIRONMENT -> "AUTH_FILTER_PATH";
            case INIT_PARAM -> "path";
            case SYSTEM_PROPERTY, MICROPROFILE_CONFIG, CONTEXT_PARAM -> "auth-filter.path";
        };
    }
}
