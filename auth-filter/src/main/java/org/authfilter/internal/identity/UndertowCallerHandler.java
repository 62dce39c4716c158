package org.authfilter.internal.identity;

import io.undertow.security.api.SecurityContext;
import io.undertow.security.idm.Account;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Set;
import org.authfilter.User;
import org.authfilter.internal.web.ConstraintGuard;
import org.authfilter.internal.web.ConstraintGuard.Decision;
import org.authfilter.internal.web.ConstraintGuard.Known;
import org.authfilter.internal.web.ConstraintGuard.Responded;

/** Tells Undertow the caller, after it knows which constraints apply and before it demands a sign-in. */
final class UndertowCallerHandler implements HttpHandler {

    private final ConstraintGuard guard;
    private final HttpHandler next;

    UndertowCallerHandler(ConstraintGuard guard, HttpHandler next) {
        this.guard = guard;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        ServletRequestContext servlet = exchange.getAttachment(ServletRequestContext.ATTACHMENT_KEY);
        SecurityContext security = exchange.getSecurityContext();
        if (servlet.getServletRequest() instanceof HttpServletRequest request
                && servlet.getServletResponse() instanceof HttpServletResponse response) {
            Decision decision = guard.decide(request, response, security.isAuthenticationRequired());
            if (decision instanceof Responded) {
                return;
            }
            if (decision instanceof Known known) {
                security.authenticationComplete(accountOf(known.caller()), "auth-filter", false);
            }
        }
        next.handleRequest(exchange);
    }

    private static Account accountOf(User caller) {
        return new UserAccount(caller, Set.copyOf(caller.roles()));
    }

    /** The caller, as Undertow sees it. */
    private record UserAccount(User user, Set<String> roles) implements Account {

        @Override
        public Principal getPrincipal() {
            return user;
        }

        @Override
        public Set<String> getRoles() {
            return roles;
        }
    }
}
