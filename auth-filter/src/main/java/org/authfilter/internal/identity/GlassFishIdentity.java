package org.authfilter.internal.identity;

import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/**
 * Payara and GlassFish: they serve a later dispatch with the caller that its thread had before, who may be another one.
 * The thread forgets that caller first, and at the end the caller of this dispatch. This is done by a class of the server,
 * since {@link HttpServletRequest#logout} changes the session's id there.
 */
final class GlassFishIdentity extends ModuleIdentity {

    private final Method forgetCallerOfThread;

    GlassFishIdentity(AuthConfigFactory factory, ServletContext context, Method forgetCallerOfThread) {
        super(factory, context);
        this.forgetCallerOfThread = forgetCallerOfThread;
    }

    /** @throws IllegalStateException if the server does not have the class */
    static GlassFishIdentity of(AuthConfigFactory factory, ServletContext context) {
        try {
            return new GlassFishIdentity(
                    factory,
                    context,
                    Class.forName("com.sun.enterprise.security.SecurityContext")
                            .getMethod("setUnauthenticatedContext"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void resume(HttpServletRequest request, HttpServletResponse response, @Nullable User caller, Work work)
            throws IOException, ServletException {
        forgetCallerOfThread();
        try {
            if (caller != null) {
                ContainerRequest.of(request).authenticate(response);
            }
            work.run();
        } finally {
            forgetCallerOfThread();
        }
    }

    private void forgetCallerOfThread() throws ServletException {
        try {
            forgetCallerOfThread.invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new ServletException(e);
        }
    }
}
