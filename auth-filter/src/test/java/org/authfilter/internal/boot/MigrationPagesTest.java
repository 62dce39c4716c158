package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.authfilter.docs.Document;
import org.authfilter.docs.Document.Block;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.ProviderSettings;
import org.authfilter.internal.config.SettingsReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockServletContext;

/** The lines that a migration page adds are a whole configuration. */
class MigrationPagesTest {

    @ParameterizedTest
    @CsvSource({"pac4j.md, sso", "spring-security.md, sso", "form-login.md, backend"})
    void the_lines_that_come_configure_a_provider(String page, String provider) throws Exception {
        Properties lines = new Properties();
        for (Block block : blocks(page, "properties")) {
            lines.load(new StringReader(block.text()));
        }

        assertThat(providers(new ConfigSources().configurationFile(lines, page)))
                .containsExactly(provider);
    }

    @ParameterizedTest
    @CsvSource({"keycloak-adapter.md", "elytron-oidc.md"})
    void the_file_that_stays_configures_a_provider(String page) {
        Block file = blocks(page, "json").get(0);
        ConfigSources sources = new ConfigSources();

        ClientFile.addTo(sources, new War("/" + file.remark(), file.text()));

        assertThat(providers(sources)).containsExactly("keycloak");
    }

    @ParameterizedTest
    @CsvSource({
        "keycloak-adapter.md",
        "elytron-oidc.md",
        "jakarta-security.md",
        "pac4j.md",
        "spring-security.md",
        "form-login.md"
    })
    void each_page_has_the_lines_that_go_and_come(String page) {
        assertThat(Document.page("migrate/" + page).anchors()).contains("lines-that-go", "lines-that-come");
    }

    private static List<Block> blocks(String page, String language) {
        return Document.page("migrate/" + page).blocks().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }

    private static List<String> providers(ConfigSources sources) {
        return SettingsReader.read(sources, name -> "a-secret").providers().stream()
                .map(ProviderSettings::name)
                .toList();
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
