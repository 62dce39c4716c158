package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.authfilter.AuthFilterConfig;
import org.authfilter.CredentialsProvider;
import org.authfilter.internal.config.Deployer.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrecedenceTest {

    @AuthFilterConfig(path = "/annotation")
    private static final class Annotated {}

    @CredentialsProvider(name = "backend", loginUrl = "https://annotation.example/login", user = "/who")
    private static final class AnnotatedProvider {}

    @ParameterizedTest(name = "with {0} places silent, {1} is read")
    @CsvSource({
        "0, /system-property",
        "1, /environment",
        "2, /microprofile-config",
        "3, /init-param",
        "4, /context-param",
        "5, /annotation",
        "6, /auth",
    })
    void the_first_place_that_has_a_key_wins(int silent, String read) {
        assertThat(sayPathFrom(silent, Deployer.ofOneBackend()).read().path()).isEqualTo(read);
    }

    @ParameterizedTest(name = "with {0} places blank, {1} is read")
    @CsvSource({
        "1, /environment",
        "2, /microprofile-config",
        "3, /init-param",
        "4, /context-param",
        "5, /annotation",
    })
    void a_blank_value_counts_as_not_said(int blank, String read) {
        Deployer deployer = sayPathFrom(blank, Deployer.ofOneBackend());
        for (Place place : List.of(Place.values()).subList(0, blank)) {
            deployer.say(place, nameOfPath(place), " \t");
        }

        assertThat(deployer.read().path()).isEqualTo(read);
    }

    @Test
    void each_key_of_a_provider_is_looked_for_by_itself() {
        CredentialsSettings provider = new Deployer()
                .annotate(AnnotatedProvider.class)
                .say(Place.ENVIRONMENT, "AUTH_FILTER_PROVIDER_BACKEND_LOGIN_URL", "https://environment.example/login")
                .say(Place.CONTEXT_PARAM, "auth-filter.provider.backend.expiry", "/expiry")
                .provider();

        assertThat(provider.loginUrl()).isEqualTo(URI.create("https://environment.example/login"));
        assertThat(provider.pointers().user()).isEqualTo("/who");
        assertThat(provider.pointers().expiry()).isEqualTo("/expiry");
        assertThat(provider.pointers().accessToken()).isEqualTo("/accessToken");
    }

    @Test
    void only_the_place_that_wins_is_judged() {
        assertThat(Deployer.ofOneBackend()
                        .say(Place.SYSTEM_PROPERTY, "auth-filter.refresh-margin", "90s")
                        .say(Place.INIT_PARAM, "refresh-margin", "soon")
                        .read()
                        .refresh()
                        .margin())
                .hasSeconds(90);
    }

    @Test
    void a_value_is_read_without_the_space_around_it() {
        assertThat(Deployer.ofOneBackend().say("path", " /account\n").read().path())
                .isEqualTo("/account");
    }

    private static Deployer sayPathFrom(int first, Deployer deployer) {
        List<Place> places = List.of(Place.values());
        for (Place place : places.subList(Math.min(first, places.size()), places.size())) {
            deployer.say(
                    place,
                    nameOfPath(place),
                    "/" + place.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return first <= places.size() ? deployer.annotate(Annotated.class) : deployer;
    }

    private static String nameOfPath(Place place) {
        return switch (place) {
            case ENVIRONMENT -> "AUTH_FILTER_PATH";
            case INIT_PARAM -> "path";
            case SYSTEM_PROPERTY, MICROPROFILE_CONFIG, CONTEXT_PARAM -> "auth-filter.path";
        };
    }
}
