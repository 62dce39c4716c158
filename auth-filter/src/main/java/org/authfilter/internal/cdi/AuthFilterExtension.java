package org.authfilter.internal.cdi;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.Extension;
import java.security.CodeSource;

/** Fails a deployment whose {@code web.xml} leaves this jar out: it would be unguarded, since no initializer runs. */
public class AuthFilterExtension implements Extension {

    private static final String FRAGMENT = "auth_filter";

    void failIfLeftOut(@Observes AfterDeploymentValidation validation) {
        CodeSource source = AuthFilterExtension.class.getProtectionDomain().getCodeSource();
        if (source != null && AbsoluteOrdering.around(source.getLocation()).leavesOut(FRAGMENT)) {
            validation.addDeploymentProblem(new IllegalStateException(
                    "auth-filter can't start, so this application would be unguarded: web.xml has an"
                            + " <absolute-ordering> without <name>" + FRAGMENT + "</name>; add it."));
        }
    }
}
