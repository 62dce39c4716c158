package org.authfilter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Properties;
import java.util.function.Consumer;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.SettingsReader;

/** Configuration, read as a deployment reads it. Where a block names no provider, one is there. */
final class ConfigurationBlock {

    private ConfigurationBlock() {}

    static void readProperties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        assertThat(properties.stringPropertyNames())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).startsWith(ConfigSources.PREFIX));
        read(sources -> sources.configurationFile(properties, "the block"));
    }

    /** @throws org.authfilter.internal.config.ConfigurationException if anything is wrong with it */
    static void read(Consumer<ConfigSources> block) {
        ConfigSources sources = new ConfigSources();
        block.accept(sources);
        Properties provider = new Properties();
        provider.setProperty("auth-filter.provider.backend.type", "credentials");
        provider.setProperty("auth-filter.provider.backend.login-url", "https://backend.example/login");
        try {
            SettingsReader.read(sources, ConfigurationBlock::fill);
        } catch (RuntimeException withoutProvider) {
            if (!String.valueOf(withoutProvider.getMessage()).contains("there is no provider")) {
                throw withoutProvider;
            }
            SettingsReader.read(sources.configurationFile(provider, "the test"), ConfigurationBlock::fill);
        }
    }

    private static String fill(String name) {
        return name.endsWith("PRIVATE_KEY") ? privateKey() : "a-secret";
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
