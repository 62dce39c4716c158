package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.authfilter.internal.config.ContainerIdentityMode;
import org.authfilter.internal.identity.ContainerIdentities;
import org.authfilter.internal.web.ContainerIdentity;

/** Chooses how the container is told the caller of one WAR, and logs what that replaces or why it is not done. */
final class IdentityChoice {

    private static final Logger LOG = System.getLogger("org.authfilter.deployment");

    private IdentityChoice() {}

    /** Returns {@link ContainerIdentity#NONE} where the container is left alone. */
    static ContainerIdentity of(ContainerIdentityMode mode, WebXml webXml, ServletContext context) {
        ContainerIdentity identity = ContainerIdentities.of(context);
        if (mode == ContainerIdentityMode.OFF || identity == ContainerIdentity.NONE) {
            return ContainerIdentity.NONE;
        }
        List<String> mechanisms = OwnMechanisms.of(context, webXml);
        if (!mechanisms.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "Application {0}: {1} is an authentication mechanism of the WAR, so the container is not told the"
                            + " callers of auth-filter. Remove it, or name the paths that it serves in public-paths",
                    path(context),
                    String.join(", ", mechanisms));
            return ContainerIdentity.NONE;
        }
        webXml.loginMethod()
                .ifPresent(method -> LOG.log(
                        Level.INFO,
                        "Application {0}: the <login-config> with {1} has no effect: the sign-in page of auth-filter"
                                + " replaces it",
                        path(context),
                        method));
        return identity;
    }

    private static String path(ServletContext context) {
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
    }
}
