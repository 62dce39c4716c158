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

/** Reads the configuration of one WAR from all places, in the order of their precedence. */
final class DeploymentSettings {

    private static final String CONFIGURATION_FILE = "META-INF/microprofile-config.properties";

    private DeploymentSettings() {}

    static Settings read(ServletContext context, Set<Class<?>> annotated) {
        ConfigSources places =
                new ConfigSources().systemProperties(System.getProperties()).environment(System.getenv());
        addMicroProfileConfig(places);
        addConfigurationFile(context, places);
        FilterRegistration declared = context.getFilterRegistration(AuthFilterInitializer.FILTER_NAME);
        if (declared != null) {
            places.initParams(declared.getInitParameters());
        }
        places.contextParams(context.getInitParameterNames(), context::getInitParameter);
        places.annotations(annotated);
        return SettingsReader.read(places, DeploymentSettings::placeholder);
    }

    private static void addMicroProfileConfig(ConfigSources places) {
        try {
            MicroProfile.addTo(places);
        } catch (LinkageError | IllegalStateException serverWithoutMicroProfile) {
            return;
        }
    }

    /** Payara does not always know the file of a WAR that is being deployed, and never that of a WAR in an EAR. */
    private static void addConfigurationFile(ServletContext context, ConfigSources places) {
        try (InputStream file = context.getClassLoader().getResourceAsStream(CONFIGURATION_FILE)) {
            if (file != null) {
                Properties properties = new Properties();
                properties.load(file);
                places.configurationFile(properties, CONFIGURATION_FILE);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new ConfigurationException(CONFIGURATION_FILE + " can't be read: " + unreadable.getMessage());
        }
    }

    private static @Nullable String placeholder(String name) {
        String property = System.getProperty(name);
        return property == null ? System.getenv(name) : property;
    }

    /** Apart, so that a server without MicroProfile Config never loads it. */
    private static final class MicroProfile {
        static void addTo(ConfigSources places) {
            Config config = ConfigProvider.getConfig();
            for (String name : config.getPropertyNames()) {
                if (name.startsWith(ConfigSources.PREFIX)) {
                    ConfigValue found = config.getConfigValue(name);
                    String value = found.getValue();
                    places.microProfileConfig(name, value == null ? "" : value, found.getSourceName());
                }
            }
        }
    }
}
