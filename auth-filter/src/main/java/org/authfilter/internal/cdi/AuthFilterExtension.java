package org.authfilter.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.servlet.ServletContext;
import java.security.CodeSource;

/** Fails a deployment in which the initializer of this jar did not run: the application would be unprotected. */
public class AuthFilterExtension implements Extension {

    /** Finds the usual cause early and names it. */
    void failIfLeftOut(@Observes AfterDeploymentValidation validation) {
        CodeSource source = AuthFilterExtension.class.getProtectionDomain().getCodeSource();
        if (source != null && AbsoluteOrdering.around(source.getLocation()).leavesOut(StartCheck.FRAGMENT)) {
            validation.addDeploymentProblem(new IllegalStateException(StartCheck.PREFIX
                    + "web.xml has an <absolute-ordering> without <name>" + StartCheck.FRAGMENT + "</name>; add it."));
        }
    }

    /** Open Liberty serves an application whose initializer failed, and its class path does not show the web.xml. */
    void failUnlessStarted(@Observes @Initialized(ApplicationScoped.class) Object started) {
        if (started instanceof ServletContext context && hasThisJar(context)) {
            StartCheck.run(context);
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
