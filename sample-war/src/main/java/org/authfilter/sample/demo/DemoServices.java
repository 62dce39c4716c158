package org.authfilter.sample.demo;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the demonstration's two systems with the WAR, stops them with it, and logs the address to open.
 *
 * <p>System properties, else environment variables, set the ports ({@code SAMPLE_BACKEND_PORT}, default 18099, and {@code
 * SAMPLE_ORDERS_PORT}, default 18098) and the lifetime of an access token in seconds ({@code SAMPLE_TOKEN_SECONDS},
 * default 30). If {@code SAMPLE_KEYCLOAK_ISSUER} names a Keycloak realm, the API accepts its tokens too. The system property {@code
 * sample.address} is the address of the application as the browser sees it.
 */
@WebListener
public class DemoServices implements ServletContextListener {

    private static final Logger LOG = Logger.getLogger(DemoServices.class.getName());

    private @Nullable TokenBackend backend;
    private @Nullable OrdersApi orders;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            start();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
        String address = System.getProperty("sample.address", "http://localhost:8080/sample/");
        LOG.info(() -> "auth-filter sample: open " + address);
    }

    private void start() {
        Clock clock = Clock.systemUTC();
        Duration lifetime = Duration.ofSeconds(setting("SAMPLE_TOKEN_SECONDS", 30));
        TokenBackend issuer = new TokenBackend(setting("SAMPLE_BACKEND_PORT", 18099), lifetime, clock);
        backend = issuer;
        orders = new OrdersApi(setting("SAMPLE_ORDERS_PORT", 18098), issuers(issuer), clock);
    }

    private static List<TrustedIssuer> issuers(TokenBackend backend) {
        List<TrustedIssuer> issuers = new ArrayList<>();
        issuers.add(TrustedIssuer.backend(backend.publicKey()));
        String keycloak = setting("SAMPLE_KEYCLOAK_ISSUER");
        if (keycloak != null) {
            issuers.add(TrustedIssuer.keycloak(keycloak));
        }
        return issuers;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        stop();
    }

    private void stop() {
        if (orders != null) {
            orders.close();
        }
        if (backend != null) {
            backend.close();
        }
    }

    private static int setting(String name, int otherwise) {
        String value = setting(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a number, not '" + value + "'", e);
        }
    }

    private static @Nullable String setting(String name) {
        String value = System.getProperty(name, System.getenv(name));
        return value == null || value.isBlank() ? null : value.strip();
    }
}
