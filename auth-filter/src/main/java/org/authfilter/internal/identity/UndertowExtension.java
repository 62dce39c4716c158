package org.authfilter.internal.identity;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import org.jspecify.annotations.Nullable;

/** Hands the deployment to the initializer of this jar, which runs later. Undertow finds it in META-INF/services. */
public final class UndertowExtension implements ServletExtension {

    /** The attribute of the servlet context with the deployment; on Undertow only, until the initializer has run. */
    static final String DEPLOYMENT = "org.authfilter.undertow";

    /**
     * Completes the session cookie of each response, whatever starts the session: Undertow does not add {@code Secure} over
     * https, and Undertow 2.4 does not send the configured {@code SameSite}.
     */
    static void secureSessionCookie(DeploymentInfo deployment, ServletContext context) {
        deployment.addInitialHandlerChainWrapper(next -> exchange -> {
            exchange.addResponseCommitListener(committing -> complete(committing, context.getSessionCookieConfig()));
            next.handleRequest(exchange);
        });
    }

    private static void complete(HttpServerExchange exchange, SessionCookieConfig config) {
        for (Cookie cookie : exchange.responseCookies()) {
            if (cookie.getName().equals(config.getName())) {
                complete(cookie, exchange.isSecure(), config.getAttribute("SameSite"));
            }
        }
    }

    static void complete(Cookie cookie, boolean isSecure, @Nullable String sameSite) {
        if (isSecure) {
            cookie.setSecure(true);
        }
        if (sameSite != null && cookie.getSameSiteMode() == null) {
            cookie.setSameSiteMode(sameSite);
        }
    }

    @Override
    public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
        context.setAttribute(DEPLOYMENT, deployment);
    }
}
