package org.authfilter.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletContext;
import java.security.CodeSource;
import org.authfilter.internal.web.RequestGuard;

/** Fails a deployment in which the initializer of this jar did not run: the application would be unprotected. */
public class AuthFilterExtension implements Extension {

    private static final String FRAGMENT = "auth_filter";
    private static final String PREFIX = "auth-filter can't start, so this application would be unprotected: ";

    /** Finds the usual cause early and names it. */
    void failIfLeftOut(@Observes AfterDeploymentValidation validation) {
        CodeSource source = AuthFilterExtension.class.getProtectionDomain().getCodeSource();
        if (source != null && AbsoluteOrdering.around(source.getLocation()).leavesOut(FRAGMENT)) {
            validation.addDeploymentProblem(new IllegalStateException(
                    PREFIX + "web.xml has an <absolute-ordering>" + " without <name>" + FRAGMENT + "</name>; add it."));
        }
    }

    /** Open Liberty serves an application whose initializer failed, and its class path does not show the web.xml. */
    void failUnlessStarted(@Observes @Initialized(ApplicationScoped.class) Object started) {
        if (started instanceof ServletContext context
                && context.getAttribute(RequestGuard.ATTRIBUTE) == null
                && hasThisJar(context)) {
            throw new IllegalStateException(
                    PREFIX + "its ServletContainerInitializer failed or did not run. The log may"
                            + " have its message; if web.xml has an <absolute-ordering>, it needs <name>" + FRAGMENT
                            + "</name>.");
        }
    }

    /** An EAR can have other WARs, without this jar. */
    private static boolean hasThisJar(ServletContext context) {
        try {
            Class<?> seen = Class.forName(AuthFilterExtension.class.getName(), false, context.getClassLoader());
            return seen == AuthFilterExtension.class;
        } catch (ClassNotFoundException | LinkageError anotherWar) {
            return false;
        }
    }
}
