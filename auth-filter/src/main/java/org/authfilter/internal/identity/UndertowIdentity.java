package org.authfilter.internal.identity;

import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.User;
import org.authfilter.internal.web.ConstraintGuard;
import org.authfilter.internal.web.ContainerIdentity;
import org.jspecify.annotations.Nullable;

/**
 * WildFly: a handler of Undertow before the constraints, and Elytron's identity around the chain. A server
 * authentication module would need the user in a realm of the server there.
 */
final class UndertowIdentity implements ContainerIdentity {

    private final DeploymentInfo deployment;
    private final ServletContext context;

    UndertowIdentity(DeploymentInfo deployment, ServletContext context) {
        this.deployment = deployment;
        this.context = context;
    }

    /** Takes the {@code <login-config>} away, whose mechanisms would respond besides. */
    @Override
    public void start(ConstraintGuard guard) {
        deployment.setLoginConfig(null);
        deployment.addSecurityWrapper(next -> new UndertowCallerHandler(guard, next));
        DispatchFilter.register(context);
    }

    @Override
    public void run(User caller, Work work) throws IOException, ServletException {
        ElytronCaller.run(caller, work);
    }

    @Override
    public void resume(HttpServletRequest request, HttpServletResponse response, @Nullable User caller, Work work)
            throws IOException, ServletException {
        if (caller == null) {
            work.run();
        } else {
            run(caller, work);
        }
    }

    @Override
    public void forget(HttpServletRequest request) throws ServletException {
        ContainerRequest.forget(request);
    }

    /** The handler ends with its deployment. */
    @Override
    public void stop() {}
}
