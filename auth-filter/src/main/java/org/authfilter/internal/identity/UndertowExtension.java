package org.authfilter.internal.identity;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;

/** Hands the deployment to the initializer of this jar, which runs later. Undertow finds it in META-INF/services. */
public final class UndertowExtension implements ServletExtension {

    /** The attribute of the servlet context with the deployment; on Undertow only, until the initializer has run. */
    static final String DEPLOYMENT = "org.authfilter.undertow";

    /** Adds {@code Secure} to the session cookie of each response over https, whatever starts the session. */
    static void secureSessionCookie(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(next -> exchange -> {
            if (exchange.isSecure()) {
                exchange.addResponseCommitListener(committing -> secure(committing, context));
            }
            next.handleRequest(exchange);
        });
    }

    private static void secure(HttpServerExchange exchange, ServletContext context) {
        String name = context.getSessionCookieConfig().getName();
        for (Cookie cookie : exchange.responseCookies()) {
            if (cookie.getName().equals(name)) {
                cookie.setSecure(true);
            }
        }
    }

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        context.setAttribute(DEPLOYMENT, deployment);
    }
}
