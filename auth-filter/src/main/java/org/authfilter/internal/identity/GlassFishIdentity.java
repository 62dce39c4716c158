package org.authfilter.internal.identity;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/**
 * Payara and GlassFish: they serve a later dispatch with the caller that its thread had before, who may be another one.
 * The thread forgets that caller first, and at the end the caller of this dispatch.
 */
final class GlassFishIdentity extends ModuleIdentity {

    GlassFishIdentity(AuthConfigFactory factory, ServletContext context) {
        super(factory, context);
    }

    @Override
    public void resume(HttpServletRequest request, HttpServletResponse response, @Nullable User caller, Work work)
            throws IOException, ServletException {
        HttpServletRequest own = ContainerRequest.of(request);
        own.logout();
        if (caller == null) {
            work.run();
            return;
        }
        own.authenticate(response);
        try {
            work.run();
        } finally {
            own.logout();
        }
    }
}
