package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The WAR's file of MicroProfile Config, where the server's MicroProfile Config does not know it. */
class ConfigurationFileTest {

    private static final String FILE = "META-INF/microprofile-config.properties";

    @Test
    void it_says_what_nobody_else_has_said_before() {
        ConfigSources places = new ConfigSources().configurationFile(file("/from-file"), FILE);

        assertThat(read(places).path()).isEqualTo("/from-file");
    }

    @Test
    void what_the_server_has_read_goes_before_it() {
        ConfigSources places = new ConfigSources()
                .microProfileConfig("auth-filter.path", "/from-server", "server")
                .configurationFile(file("/from-file"), FILE);

        assertThat(read(places).path()).isEqualTo("/from-server");
    }

    @Test
    void it_goes_before_web_xml() {
        ConfigSources places = new ConfigSources()
                .configurationFile(file("/from-file"), FILE)
                .initParams(Map.of("path", "/from-web-xml"));

        assertThat(read(places).path()).isEqualTo("/from-file");
    }

    @Test
    void its_expressions_are_filled_in() {
        ConfigSources places = new ConfigSources().configurationFile(file("/${NAME:otherwise}"), FILE);

        assertThat(read(places).path()).isEqualTo("/otherwise");
    }

    private static Properties file(String path) {
        Properties file = new Properties();
        file.setProperty("auth-filter.path", path);
        file.setProperty("auth-filter.provider.backend.type", "credentials");
        file.setProperty("auth-filter.provider.backend.login-url", "https://backend.example/login");
        file.setProperty("orders/mp-rest/url", "https://orders.example");
        return file;
    }

    private static Settings read(ConfigSources places) {
        return SettingsReader.read(places, name -> null);
    }
}
