package org.authfilter.internal.identity;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.authfilter.User;
import org.authfilter.internal.web.ConstraintGuard;
import org.authfilter.internal.web.ContainerIdentity;

/** Payara, GlassFish and Open Liberty: a server authentication module (Jakarta Authentication 3.0). */
final class ModuleIdentity implements ContainerIdentity {

    private final AuthConfigFactory factory;
    private final ServletContext context;

    ModuleIdentity(AuthConfigFactory factory, ServletContext context) {
        this.factory = factory;
        this.context = context;
    }

    @Override
    public void start(ConstraintGuard guard) {
        factory.registerServerAuthModule(new CallerAuthModule(guard), context);
    }

    /** The module has told the container before; an asynchronous dispatch keeps that. */
    @Override
    public void run(User caller, Work work) throws IOException, ServletException {
        work.run();
    }

    @Override
    public void forget(HttpServletRequest request) throws ServletException {
        if (request.getUserPrincipal() != null) {
            request.logout();
        }
    }

    @Override
    public void stop() {
        factory.removeServerAuthModule(context);
    }
}
