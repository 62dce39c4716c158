package org.authfilter.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletContext;
import org.authfilter.AuthFilter;

/** Fails a deployment that the initializer never saw: it would be unguarded. */
public class AuthFilterExtension implements Extension {

    void failUnlessStarted(@Observes @Initialized(ApplicationScoped.class) Object started) {
        if (started instanceof ServletContext context && context.getAttribute(AuthFilter.GUARD) == null) {
            throw new IllegalStateException("auth-filter was not started, so this application would be unguarded: its"
                    + " ServletContainerInitializer did not run. If web.xml has an <absolute-ordering>, name auth_filter"
                    + " in it.");
        }
    }
}
