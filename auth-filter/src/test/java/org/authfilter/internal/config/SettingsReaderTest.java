package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.authfilter.internal.config.TestConfiguration.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

    @Test
    void a_provider_is_the_only_required_part() {
        Settings settings = TestConfiguration.ofOneBackend().read();

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.path()).isEqualTo("/auth");
        assertThat(settings.signInPage()).isNull();
        assertThat(settings.baseUrl()).isNull();
        assertThat(settings.refresh().margin()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.refresh().tokenRequestTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.refresh().connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.refresh().retention()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.refresh().maxWaitingRequests())
                .isEqualTo(8 * Runtime.getRuntime().availableProcessors());
        assertThat(settings.idleTimeout()).isNull();
        assertThat(settings.sessionMaxAge()).isNull();
        assertThat(settings.sessionEnd()).isEqualTo(SessionEnd.INVALIDATE);
        assertThat(settings.exposeAccessToken()).isFalse();
        assertThat(settings.clockSkew()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void fewer_requests_wait_on_servers_with_five_threads() {
        assertThat(ApplicationKeys.maxWaitingRequests(null, 4)).isEqualTo(32);
        assertThat(ApplicationKeys.maxWaitingRequests("/opt/payara/domain1", 4)).isEqualTo(2);
    }

    @Test
    void a_credentials_provider_has_the_default_shape() {
        CredentialsSettings provider = TestConfiguration.ofOneBackend().provider();

        assertThat(provider.name()).isEqualTo("backend");
        assertThat(provider.kind()).isEqualTo(ProviderKind.CREDENTIALS);
        assertThat(provider.loginUrl()).isEqualTo(URI.create("https://backend.example/auth/login"));
        assertThat(provider.loginFields()).containsExactly("email", "password");
        assertThat(provider.refreshUrl()).isNull();
        assertThat(provider.refreshField()).isEqualTo("token");
        assertThat(provider.refreshCarrier()).isEqualTo(RefreshCarrier.JSON);
        assertThat(provider.logoutUrl()).isNull();
        assertThat(provider.profileUrl()).isNull();
        assertThat(provider.pointers())
                .isEqualTo(new CredentialsSettings.Pointers(
                        List.of("/accessToken"),
                        List.of("/refreshToken"),
                        List.of("/accessTokenExpiry"),
                        List.of("/refreshTokenExpiry"),
                        List.of("/user"),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("name", "authority")));
        assertThat(provider.expiryUnit()).isEqualTo(ExpiryUnit.EPOCH_MILLIS);
        assertThat(provider.verification()).isNull();
    }

    @Test
    void the_addresses_of_all_providers_are_known_by_the_names_of_their_keys() {
        Settings settings = TestConfiguration.ofOneBackend()
                .set("base-url", "https://www.example")
                .set("provider.idp.type", "oidc")
                .set("provider.idp.issuer", "https://idp.example/")
                .set("provider.idp.client-id", "shop")
                .set("provider.idp.client-auth", "none")
                .read();

        assertThat(settings.addresses())
                .containsOnly(
                        entry("base-url", URI.create("https://www.example")),
                        entry("provider.backend.login-url", URI.create("https://backend.example/auth/login")),
                        entry("provider.idp.issuer", URI.create("https://idp.example/")));
    }

    @Test
    void access_tokens_are_verified_with_the_configured_keys_issuer_and_audience() {
        CredentialsSettings provider = TestConfiguration.ofOneBackend()
                .set("provider.backend.jwks-url", "https://backend.example/jwks")
                .set("provider.backend.issuer", "https://backend.example")
                .set("provider.backend.audience", "orders")
                .provider();

        assertThat(provider.verification())
                .isEqualTo(new CredentialsSettings.Verification(
                        URI.create("https://backend.example/jwks"), "https://backend.example", "orders"));
    }

    @Test
    void every_key_of_the_application_is_read() {
        Settings settings = TestConfiguration.ofOneBackend()
                .set("path", "/account")
                .set("sign-in-page", "/login.xhtml")
                .set("base-url", "https://www.example/shop/")
                .set("idle-timeout", "20m")
                .set("session-max-age", "12h")
                .set("session-end", "forget")
                .set("clock-skew", "0s")
                .set("refresh-retention", "0s")
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

    @Test
    void CSRF_protection_is_on_and_no_preflight_is_public_by_default() {
        Settings settings = TestConfiguration.ofOneBackend().read();

        assertThat(settings.csrfProtection()).isTrue();
        assertThat(settings.csrfExemptPaths().match("/hook")).isFalse();
        assertThat(settings.preflightPaths().match("/api")).isFalse();
    }

    @Test
    void CSRF_protection_and_preflights_are_configured_by_paths() {
        Settings settings = TestConfiguration.ofOneBackend()
                .set("csrf-protection", "off")
                .set("csrf-exempt-paths", "/hook, /api/hooks/*")
                .set("preflight-paths", "/api/*")
                .read();

        assertThat(settings.csrfProtection()).isFalse();
        assertThat(settings.csrfExemptPaths().match("/hook")).isTrue();
        assertThat(settings.csrfExemptPaths().match("/api/hooks/1")).isTrue();
        assertThat(settings.csrfExemptPaths().match("/api")).isFalse();
        assertThat(settings.preflightPaths().match("/api/orders")).isTrue();
        assertThat(settings.preflightPaths().match("/orders")).isFalse();
    }

    @Test
    void the_clock_skew_is_at_most_five_minutes() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("clock-skew", "5m")
                        .read()
                        .clockSkew())
                .hasMinutes(5);
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
        assertThat(TestConfiguration.ofOneBackend()
                        .set("base-url", written)
                        .read()
                        .baseUrl())
                .isEqualTo(read);
    }

    @Test
    void a_preset_sets_defaults_only() {
        CredentialsSettings provider = TestConfiguration.ofOneBackend()
                .set("provider.backend.preset", "oauth2")
                .set("provider.backend.refresh-token", "/refresh")
                .provider();

        assertThat(provider.loginCarrier()).isEqualTo(LoginCarrier.FORM);
        assertThat(provider.loginFields()).containsExactly("username", "password");
        assertThat(provider.loginParams()).containsExactly(Map.entry("grant_type", "password"));
        assertThat(provider.refreshUrl()).isEqualTo(provider.loginUrl());
        assertThat(provider.refreshCarrier()).isEqualTo(RefreshCarrier.FORM);
        assertThat(provider.refreshField()).isEqualTo("refresh_token");
        assertThat(provider.refreshParams()).containsExactly(Map.entry("grant_type", "refresh_token"));
        assertThat(provider.expiryUnit()).isEqualTo(ExpiryUnit.SECONDS);
        assertThat(provider.pointers().accessToken()).containsExactly("/access_token");
        assertThat(provider.pointers().refreshToken()).containsExactly("/refresh");
    }

    @Test
    void all_login_fields_but_the_first_are_secret_by_default() {
        TestConfiguration backend = TestConfiguration.ofOneBackend()
                .set("provider.backend.login-fields", "user,pwd,kennwort")
                .set("provider.backend.optional-fields", "otp");

        assertThat(backend.provider().secretFields()).containsExactly("pwd", "kennwort");
        assertThat(backend.provider().formFields()).containsExactly("user", "pwd", "kennwort", "otp");
        assertThat(backend.set("provider.backend.secret-fields", "pwd")
                        .provider()
                        .secretFields())
                .containsExactly("pwd");
    }

    @Test
    void several_pointers_are_separated_by_commas_and_quotation_marks_are_the_whole_response() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider.backend.user", "/user, \"\"")
                        .provider()
                        .pointers()
                        .user())
                .containsExactly("/user", "");
    }

    @Test
    void pointers_may_contain_escapes_and_empty_names() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider.backend.access-token", "/a~1b/m~0n//0")
                        .provider()
                        .pointers()
                        .accessToken())
                .containsExactly("/a~1b/m~0n//0");
    }

    @Test
    void a_disabled_filter_needs_no_provider() {
        Settings settings = new TestConfiguration().set("enabled", "false").read();

        assertThat(settings.enabled()).isFalse();
        assertThat(settings.providers()).isEmpty();
    }

    @Test
    void a_disabled_filter_still_reports_its_problems() {
        assertThat(new TestConfiguration()
                        .set("enabled", "false")
                        .set("refresh-margin", "soon")
                        .set("no-such-key", "x")
                        .problems())
                .contains("has 2 problems");
    }

    @Test
    void providers_of_several_sources_are_all_read() {
        Settings settings = TestConfiguration.ofOneBackend()
                .set(Source.SYSTEM_PROPERTY, "auth-filter.provider.other-2.type", "credentials")
                .set(Source.SYSTEM_PROPERTY, "auth-filter.provider.other-2.login-url", "http://other.example/login")
                .read();

        assertThat(settings.providers()).extracting(ProviderSettings::name).contains("backend", "other-2");
    }

    @ParameterizedTest(name = "refresh-field {0}")
    @CsvSource({"'X Token'", "X:Token", "Tökén", "Host", "content-length", "Accept"})
    void a_refresh_token_travels_in_a_header_that_can_be_sent(String header) {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider.backend.refresh-carrier", "header")
                        .set("provider.backend.refresh-field", header)
                        .problems())
                .contains("provider.backend.refresh-field = \"" + header + "\"")
                .contains("write the name of a header");
    }

    @Test
    void a_header_for_the_refresh_token_is_read_as_it_was_written() {
        CredentialsSettings provider = TestConfiguration.ofOneBackend()
                .set("provider.backend.refresh-carrier", "header")
                .set("provider.backend.refresh-field", "X-Refresh-Token")
                .provider();

        assertThat(provider.refreshField()).isEqualTo("X-Refresh-Token");
    }

    @Test
    void the_highest_port_there_is_can_be_called() {
        URI login = URI.create("https://backend.example:65535/login");

        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider.backend.login-url", login.toString())
                        .provider()
                        .loginUrl())
                .isEqualTo(login);
    }
}
