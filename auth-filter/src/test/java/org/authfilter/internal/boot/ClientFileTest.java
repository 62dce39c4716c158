package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.ConfigurationException;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.config.SettingsReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockServletContext;

/** Files of Keycloak's adapters and of Elytron, as a provider. */
class ClientFileTest {

    private static final String CLIENT_OF_KEYCLOAK = """
            {"realm": "shop", "auth-server-url": "https://sso.example/", "ssl-required": "external",
             "resource": "shop-app", "credentials": {"secret": "${env.SHOP_SECRET}"}}
            """;

    private final LogRecords log = new LogRecords();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_file_of_Keycloak_configures_a_provider() {
        OidcSettings provider = provider("/WEB-INF/keycloak.json", CLIENT_OF_KEYCLOAK);

        assertThat(provider.name()).isEqualTo("keycloak");
        assertThat(provider.issuer()).isEqualTo("https://sso.example/realms/shop");
        assertThat(provider.clientId()).isEqualTo("shop-app");
        assertThat(provider.toString()).doesNotContain("s3cret");
        assertThat(provider.nameClaim()).isEqualTo("sub");
        assertThat(provider.roles()).hasToString("/realm_access/roles");
        assertThat(log.text()).isEmpty();
    }

    @Test
    void a_file_of_Elytron_configures_a_provider() {
        OidcSettings provider = provider("/WEB-INF/oidc.json", """
                {"provider-url": "https://sso.example/realms/shop", "client-id": "shop/app", "public-client": true,
                 "principal-attribute": "preferred_username", "scope": "profile roles",
                 "use-resource-role-mappings": true}
                """);

        assertThat(provider.issuer()).isEqualTo("https://sso.example/realms/shop");
        assertThat(provider.clientId()).isEqualTo("shop/app");
        assertThat(provider.nameClaim()).isEqualTo("preferred_username");
        assertThat(provider.scope()).isEqualTo("openid profile roles");
        assertThat(provider.roles()).hasToString("/resource_access/shop~1app/roles");
    }

    @Test
    void a_provider_of_another_source_replaces_the_file() {
        ConfigSources sources = new ConfigSources()
                .initParams(Map.of(
                        "provider.backend.type", "credentials",
                        "provider.backend.login-url", "https://backend.example/login"));

        ClientFile.addTo(sources, new War("/WEB-INF/keycloak.json", CLIENT_OF_KEYCLOAK));

        assertThat(read(sources).providers())
                .singleElement()
                .satisfies(provider -> assertThat(provider.name()).isEqualTo("backend"));
    }

    @Test
    void a_key_of_another_source_completes_the_provider_of_the_file() {
        ConfigSources sources = new ConfigSources().initParams(Map.of("provider.keycloak.name-claim", "email"));

        ClientFile.addTo(sources, new War("/WEB-INF/keycloak.json", CLIENT_OF_KEYCLOAK));

        assertThat(((OidcSettings) read(sources).providers().get(0)).nameClaim())
                .isEqualTo("email");
    }

    @Test
    void a_member_that_is_not_read_is_named_in_a_warning() {
        provider("/WEB-INF/oidc.json", """
                {"provider-url": "https://sso.example", "client-id": "shop", "enable-cors": true,
                 "confidential-port": 443, "credentials": {"secret": "x", "jwt": {}}}
                """);

        assertThat(log.text())
                .isEqualTo("WEB-INF/oidc.json: auth-filter does not read these members: confidential-port,"
                        + " credentials.jwt, enable-cors\n");
    }

    @Test
    void a_member_of_a_type_that_can_not_be_read_is_named_as_well() {
        provider("/WEB-INF/oidc.json", """
                {"provider-url": "https://sso.example", "client-id": "shop", "public-client": "true",
                 "bearer-only": false, "realm": null, "scope": ["openid"], "principal-attribute": 7,
                 "ssl-required": true, "use-resource-role-mappings": "no", "credentials": "x"}
                """);

        assertThat(log.text())
                .isEqualTo("WEB-INF/oidc.json: auth-filter does not read these members: credentials,"
                        + " principal-attribute, scope, ssl-required\n");
    }

    @Test
    void a_realm_with_a_space_is_encoded() {
        OidcSettings provider =
                provider("/WEB-INF/keycloak.json", CLIENT_OF_KEYCLOAK.replace("\"shop\"", "\"my shop\""));

        assertThat(provider.issuer()).isEqualTo("https://sso.example/realms/my%20shop");
    }

    @Test
    void a_client_that_only_takes_bearer_tokens_is_refused_with_an_explanation() {
        assertThatThrownBy(() -> provider("/WEB-INF/keycloak.json", """
                        {"realm": "shop", "auth-server-url": "https://sso.example", "resource": "api", "bearer-only": true}
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("accepts no bearer tokens");
    }

    @Test
    void ssl_required_all_refuses_an_http_provider() {
        assertThatThrownBy(() -> provider("/WEB-INF/keycloak.json", """
                        {"realm": "shop", "auth-server-url": "http://localhost:8180", "resource": "shop",
                         "public-client": true, "ssl-required": "all"}
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ssl-required=all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "\"text\""})
    void a_file_that_is_no_JSON_object_is_refused(String content) {
        assertThatThrownBy(() -> provider("/WEB-INF/oidc.json", content))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("WEB-INF/oidc.json can't be read: it is no JSON object");
    }

    @Test
    void a_missing_member_is_reported_as_the_missing_key() {
        assertThatThrownBy(() -> provider("/WEB-INF/oidc.json", "{\"client-id\": \"shop\", \"public-client\": true}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("provider.keycloak.issuer is missing");
    }

    private static OidcSettings provider(String file, String content) {
        ConfigSources sources = new ConfigSources();
        ClientFile.addTo(sources, new War(file, content));
        return (OidcSettings) read(sources).providers().get(0);
    }

    private static Settings read(ConfigSources sources) {
        return SettingsReader.read(sources, name -> name.equals("SHOP_SECRET") ? "s3cret" : null);
    }

    /** A WAR with one file. */
    private static final class War extends MockServletContext {

        private final String file;
        private final String content;

        War(String file, String content) {
            this.file = file;
            this.content = content;
        }

        @Override
        public InputStream getResourceAsStream(String path) {
            return path.equals(file) ? new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)) : null;
        }
    }
}
