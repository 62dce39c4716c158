package org.authfilter.internal.identity;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.User;
import org.authfilter.internal.web.ConstraintGuard;
import org.authfilter.internal.web.ContainerIdentity;
import org.jspecify.annotations.Nullable;

/** A server authentication module (Jakarta Authentication 3.0), which Open Liberty needs, and also Payara and GlassFish
 * ({@link GlassFishIdentity}). */
class ModuleIdentity implements ContainerIdentity {

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

    /** The module has told the container before. */
    @Override
    public void run(User caller, Work work) throws IOException, ServletException {
        work.run();
    }

    @Override
    public void resume(HttpServletRequest request, HttpServletResponse response, @Nullable User caller, Work work)
            throws IOException, ServletException {
        work.run();
    }

    @Override
    public void forget(HttpServletRequest request) throws ServletException {
        ContainerRequest.forget(request);
    }

    @Override
    public void stop() {
        factory.removeServerAuthModule(context);
    }
}
