package org.authfilter.internal.boot;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.ConfigurationException;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.config.SettingsReader;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Reads the configuration of one WAR from all sources, in the order of their precedence. */
final class DeploymentSettings {

    private static final String CONFIGURATION_FILE = "META-INF/microprofile-config.properties";

    private DeploymentSettings() {}

    static Settings read(ServletContext context, Set<Class<?>> annotated) {
        ConfigSources sources =
                new ConfigSources().systemProperties(System.getProperties()).environment(System.getenv());
        addMicroProfileConfig(sources);
        addConfigurationFile(context, sources);
        FilterRegistration declared = context.getFilterRegistration(AuthFilterInitializer.FILTER_NAME);
        if (declared != null) {
            sources.initParams(declared.getInitParameters());
        }
        sources.contextParams(context.getInitParameterNames(), context::getInitParameter);
        sources.annotations(annotated);
        ClientFile.addTo(sources, context);
        return SettingsReader.read(sources, DeploymentSettings::placeholder);
    }

    private static void addMicroProfileConfig(ConfigSources sources) {
        try {
            MicroProfile.addTo(sources);
        } catch (LinkageError | IllegalStateException serverWithoutMicroProfile) {
            return;
        }
    }

    /** Payara's MicroProfile Config sometimes misses the file of a WAR during deployment, and always in an EAR. */
    private static void addConfigurationFile(ServletContext context, ConfigSources sources) {
        try (InputStream file = context.getClassLoader().getResourceAsStream(CONFIGURATION_FILE)) {
            if (file != null) {
                Properties properties = new Properties();
                properties.load(file);
                sources.configurationFile(properties, CONFIGURATION_FILE);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ConfigurationException(CONFIGURATION_FILE + " can't be read: " + unreadable.getMessage());
        }
    }

    private static @Nullable String placeholder(String name) {
        String property = System.getProperty(name);
        return property == null ? System.getenv(name) : property;
    }

    /** A class of its own, so that a server without MicroProfile Config never loads it. */
    private static final class MicroProfile {
        static void addTo(ConfigSources sources) {
            Config config = ConfigProvider.getConfig();
            for (String name : config.getPropertyNames()) {
                if (name.startsWith(ConfigSources.PREFIX)) {
                    ConfigValue found = config.getConfigValue(name);
                    String value = found.getValue();
                    sources.microProfileConfig(name, value == null ? "" : value, found.getSourceName());
                }
            }
        }
    }
}
