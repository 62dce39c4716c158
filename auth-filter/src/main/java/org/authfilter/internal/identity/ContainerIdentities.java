package org.authfilter.internal.identity;

import io.undertow.servlet.api.DeploymentInfo;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import org.authfilter.internal.common.ServerFamily;
import org.authfilter.internal.web.ContainerIdentity;

/** Finds how this server can be told the caller. */
public final class ContainerIdentities {

    private static final Logger LOG = System.getLogger("org.authfilter.deployment");

    /** They change the session id at each request to a constrained path, or have no default for modules at all. */
    private static final List<String> WITHOUT_MODULES = List.of("tomcat", "jetty");

    private ContainerIdentities() {}

    /** Makes the session cookie {@code Secure} over https, on a server that does not do that itself. */
    public static void secureSessionCookie(ServletContext context) {
        Object deployment = context.getAttribute(UndertowExtension.DEPLOYMENT);
        if (deployment != null) {
            Undertow.secureSessionCookie(deployment, context);
        }
    }

    /** Returns {@link ContainerIdentity#NONE} where the server can't be told. */
    public static ContainerIdentity of(ServletContext context) {
        try {
            Object deployment = context.getAttribute(UndertowExtension.DEPLOYMENT);
            context.removeAttribute(UndertowExtension.DEPLOYMENT);
            if (deployment != null) {
                return Undertow.identity(deployment, context);
            }
            String server = String.valueOf(context.getServerInfo()).toLowerCase(Locale.ROOT);
            return WITHOUT_MODULES.stream().anyMatch(server::contains)
                    ? ContainerIdentity.NONE
                    : Modules.identity(context);
        } catch (LinkageError | RuntimeException serverWithoutTheApi) {
            LOG.log(Level.DEBUG, "This server can't be told the caller", serverWithoutTheApi);
            return ContainerIdentity.NONE;
        }
    }

    /** A class of its own, so that other servers never load Undertow's API. */
    private static final class Undertow {
        static void secureSessionCookie(Object deployment, ServletContext context) {
            UndertowExtension.secureSessionCookie((DeploymentInfo) deployment, context);
        }

        static ContainerIdentity identity(Object deployment, ServletContext context) {
            return new UndertowIdentity((DeploymentInfo) deployment, context);
        }
    }

    /** A class of its own, so that a servlet container never loads the API of Jakarta Authentication. */
    private static final class Modules {
        static ContainerIdentity identity(ServletContext context) {
            AuthConfigFactory factory = AuthConfigFactory.getFactory();
            if (factory == null) {
                return ContainerIdentity.NONE;
            }
            return ServerFamily.of(context.getServerInfo()) == ServerFamily.GLASSFISH
                    ? GlassFishIdentity.of(factory, context)
                    : new ModuleIdentity(factory, context);
        }
    }
}
