package org.authfilter.internal.boot;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Frees everything at the undeployment: no thread and no class loader stays behind. */
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
