package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.authfilter.internal.config.Deployer.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    @Test
    void a_provider_is_all_that_has_to_be_said() {
        Settings settings = Deployer.ofOneBackend().read();

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.path()).isEqualTo("/auth");
        assertThat(settings.signInPage()).isNull();
        assertThat(settings.baseUrl()).isNull();
        assertThat(settings.refresh())
                .isEqualTo(new Settings.Refresh(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(30),
                        8 * Runtime.getRuntime().availableProcessors()));
        assertThat(settings.idleTimeout()).isNull();
        assertThat(settings.sessionMaxAge()).isNull();
        assertThat(settings.sessionEnd()).isEqualTo(SessionEnd.INVALIDATE);
        assertThat(settings.exposeAccessToken()).isFalse();
        assertThat(settings.clockSkew()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void a_credentials_provider_has_the_default_shape() {
        assertThat(Deployer.ofOneBackend().provider())
                .isEqualTo(new CredentialsSettings(
                        "backend",
                        URI.create("https://backend.example/auth/login"),
                        List.of("email", "password"),
                        null,
                        "token",
                        RefreshCarrier.JSON,
                        null,
                        null,
                        new CredentialsSettings.Pointers(
                                "/accessToken",
                                "/refreshToken",
                                "/accessTokenExpiry",
                                "/refreshTokenExpiry",
                                "/user",
                                "/user/roles"),
                        ExpiryUnit.EPOCH_MILLIS,
                        null));
    }

    @Test
    void access_tokens_are_verified_with_the_keys_the_issuer_and_the_audience_that_are_said() {
        CredentialsSettings provider = Deployer.ofOneBackend()
                .say("provider.backend.jwks-url", "https://backend.example/jwks")
                .say("provider.backend.issuer", "https://backend.example")
                .say("provider.backend.audience", "orders")
                .provider();

        assertThat(provider.verification())
                .isEqualTo(new CredentialsSettings.Verification(
                        URI.create("https://backend.example/jwks"), "https://backend.example", "orders"));
    }

    @Test
    void every_key_of_the_application_is_read() {
        Settings settings = Deployer.ofOneBackend()
                .say("path", "/account")
                .say("sign-in-page", "/login.xhtml")
                .say("base-url", "https://www.example/shop/")
                .say("idle-timeout", "20m")
                .say("session-max-age", "12h")
                .say("session-end", "forget")
                .say("clock-skew", "0s")
                .say("refresh-retention", "0s")
                .read();

        assertThat(settings.path()).isEqualTo("/account");
        assertThat(settings.signInPage()).isEqualTo("/login.xhtml");
        assertThat(settings.baseUrl()).isEqualTo(URI.create("https://www.example/shop"));
        assertThat(settings.idleTimeout()).isEqualTo(Duration.ofMinutes(20));
        assertThat(settings.sessionMaxAge()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.sessionEnd()).isEqualTo(SessionEnd.FORGET);
        assertThat(settings.clockSkew()).isZero();
        assertThat(settings.refresh().retention()).isZero();
    }

    @ParameterizedTest(name = "{0} is read as {1}")
    @CsvSource({
        "https://www.example,           https://www.example",
        "https://www.example/,          https://www.example",
        "http://localhost:8080/shop,    http://localhost:8080/shop",
        "http://[::1]:8080/shop/,       http://[::1]:8080/shop",
        "https://www.example/a/b/,      https://www.example/a/b",
    })
    void the_base_url_is_read_without_a_closing_slash(String written, URI read) {
        assertThat(Deployer.ofOneBackend().say("base-url", written).read().baseUrl())
                .isEqualTo(read);
    }

    @Test
    void the_roles_stand_with_the_user_unless_said_otherwise() {
        assertThat(Deployer.ofOneBackend()
                        .say("provider.backend.user", "/data/who")
                        .provider()
                        .pointers()
                        .roles())
                .isEqualTo("/data/who/roles");
    }

    @Test
    void pointers_may_hold_escapes_and_empty_names() {
        assertThat(Deployer.ofOneBackend()
                        .say("provider.backend.access-token", "/a~1b/m~0n//0")
                        .provider()
                        .pointers()
                        .accessToken())
                .isEqualTo("/a~1b/m~0n//0");
    }

    @Test
    void a_disabled_filter_needs_no_provider() {
        Settings settings = new Deployer().say("enabled", "false").read();

        assertThat(settings.enabled()).isFalse();
        assertThat(settings.providers()).isEmpty();
    }

    @Test
    void a_disabled_filter_still_tells_its_mistakes() {
        assertThat(new Deployer()
                        .say("enabled", "false")
                        .say("refresh-margin", "soon")
                        .say("no-such-key", "x")
                        .refusal())
                .contains("has 2 mistakes");
    }

    @Test
    void providers_of_several_places_are_all_there() {
        Settings settings = Deployer.ofOneBackend()
                .say(Place.SYSTEM_PROPERTY, "auth-filter.provider.other-2.type", "credentials")
                .say(Place.SYSTEM_PROPERTY, "auth-filter.provider.other-2.login-url", "http://other.example/login")
                .read();

        assertThat(settings.providers()).extracting(ProviderSettings::name).contains("backend", "other-2");
    }

    @ParameterizedTest(name = "refresh-field {0}")
    @CsvSource({"'X Token'", "X:Token", "Tökén", "Host", "content-length", "Accept"})
    void a_refresh_token_travels_in_a_header_that_can_be_sent(String header) {
        assertThat(Deployer.ofOneBackend()
                        .say("provider.backend.refresh-carrier", "header")
                        .say("provider.backend.refresh-field", header)
                        .refusal())
                .contains("provider.backend.refresh-field = \"" + header + "\"")
                .contains("write the name of a header");
    }

    @Test
    void a_header_for_the_refresh_token_is_read_as_it_was_written() {
        CredentialsSettings provider = Deployer.ofOneBackend()
                .say("provider.backend.refresh-carrier", "header")
                .say("provider.backend.refresh-field", "X-Refresh-Token")
                .provider();

        assertThat(provider.refreshField()).isEqualTo("X-Refresh-Token");
    }

    @Test
    void the_highest_port_there_is_can_be_called() {
        URI login = URI.create("https://backend.example:65535/login");

        assertThat(Deployer.ofOneBackend()
                        .say("provider.backend.login-url", login.toString())
                        .provider()
                        .loginUrl())
                .isEqualTo(login);
    }
}
