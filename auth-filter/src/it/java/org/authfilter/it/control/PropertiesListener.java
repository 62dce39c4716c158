package org.authfilter.it.control;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Sets system properties of the server as long as its WAR is deployed: those of {@code server.properties}. */
@WebListener
public class PropertiesListener implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Properties properties = read();
        properties.stringPropertyNames().forEach(name -> System.setProperty(name, properties.getProperty(name)));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        read().stringPropertyNames().forEach(System::clearProperty);
    }

    private static Properties read() {
        Properties properties = new Properties();
        try (InputStream in = PropertiesListener.class.getResourceAsStream("/server.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
