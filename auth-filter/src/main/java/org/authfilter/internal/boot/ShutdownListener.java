package org.authfilter.internal.boot;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Frees all resources when the application is undeployed, so that no thread and no class loader is left. */
final class ShutdownListener implements ServletContextListener {

    private final Application application;

    ShutdownListener(Application application) {
        this.application = application;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        application.close();
    }
}
