package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The WAR's file of MicroProfile Config, where the server's MicroProfile Config does not know it. */
class ConfigurationFileTest {

    private static final String FILE = "META-INF/microprofile-config.properties";

    @Test
    void the_file_counts_where_no_source_before_it_has_the_key() {
        ConfigSources sources = new ConfigSources().configurationFile(file("/from-file"), FILE);

        assertThat(read(sources).path()).isEqualTo("/from-file");
    }

    @Test
    void a_value_of_the_server_goes_before_the_file() {
        ConfigSources sources = new ConfigSources()
                .microProfileConfig("auth-filter.path", "/from-server", "server")
                .configurationFile(file("/from-file"), FILE);

        assertThat(read(sources).path()).isEqualTo("/from-server");
    }

    @Test
    void the_file_goes_before_web_xml() {
        ConfigSources sources = new ConfigSources()
                .configurationFile(file("/from-file"), FILE)
                .initParams(Map.of("path", "/from-web-xml"));

        assertThat(read(sources).path()).isEqualTo("/from-file");
    }

    @Test
    void expressions_in_the_file_are_filled_in() {
        ConfigSources sources = new ConfigSources().configurationFile(file("/${NAME:otherwise}"), FILE);

        assertThat(read(sources).path()).isEqualTo("/otherwise");
    }

    private static Properties file(String path) {
        Properties file = new Properties();
        file.setProperty("auth-filter.path", path);
        file.setProperty("auth-filter.provider.backend.type", "credentials");
        file.setProperty("auth-filter.provider.backend.login-url", "https://backend.example/login");
        file.setProperty("orders/mp-rest/url", "https://orders.example");
        return file;
    }

    private static Settings read(ConfigSources sources) {
        return SettingsReader.read(sources, name -> null);
    }
}
