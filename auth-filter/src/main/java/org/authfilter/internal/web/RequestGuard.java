package org.authfilter.internal.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.internal.config.RequiredRoles;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.LogoutUnknown;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.CurrentCaller;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.UserSession;

/**
 * The path of a request, steps 1 to 8. Step 9 is the application, which calls other services with the access token.
 * Outside {@code path} the guard reads no parameter and no body, sets no encoding and wraps no response.
 */
public final class RequestGuard implements Filter {

    /** The attribute of the servlet context through which the initializer passes the guard to the filter. */
    public static final String ATTRIBUTE = "org.authfilter.guard";

    private static final String CALLER = "org.authfilter.caller";
    private static final String REFUSED = "org.authfilter.refused";

    private final Settings settings;
    private final Site site;
    private final EndpointDispatcher endpoints;
    private final ServedResources resources = new ServedResources();
    private final CorsOrigins corsOrigins;
    private final CsrfProtection csrfProtection;
    private final Sessions sessions;
    private final SessionAuthenticator authenticator;
    private final TokenRefresher tokenRefresher;
    private final ErrorResponses errors;
    private final ContainerIdentity identity;

    /** Serves the requests below {@code path}. */
    @FunctionalInterface
    public interface EndpointDispatcher {
        void serve(HttpServletRequest request, HttpServletResponse response, String below)
                throws IOException, ServletException;
    }

    public RequestGuard(
            Settings settings,
            Site site,
            EndpointDispatcher endpoints,
            CorsOrigins corsOrigins,
            SameOrigin sameOrigin,
            Sessions sessions,
            SessionAuthenticator authenticator,
            TokenRefresher tokenRefresher,
            ErrorResponses errors,
            ContainerIdentity identity) {
        this.settings = settings;
        this.site = site;
        this.endpoints = endpoints;
        this.corsOrigins = corsOrigins;
        this.csrfProtection = new CsrfProtection(settings, sameOrigin);
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.tokenRefresher = tokenRefresher;
        this.errors = errors;
        this.identity = identity;
    }

    // 1: the filter is first in the chain
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
            return;
        }
        SessionCookieListener.begin(httpRequest, httpResponse);
        try {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                guard(httpRequest, httpResponse, chain);
            } else {
                resume(httpRequest, httpResponse, chain);
            }
        } finally {
            SessionCookieListener.end();
            SessionCookieHeader.complete(httpRequest, httpResponse);
        }
    }

    private void guard(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestPath path = RequestPath.of(request, resources);
        if (RequestPath.isRefused(request)) {
            markRefused(request);
            errors.plain(request, response, HttpServletResponse.SC_BAD_REQUEST, "This address is not well-formed");
            return;
        }
        // 2: an endpoint, or the application?
        boolean isEndpoint = path.isAtOrBelow(settings.path());
        if (!isEndpoint && CorsOrigins.isPreflight(request) && path.isExemptBy(settings.preflightPaths())) {
            identity.forget(request);
            chain.doFilter(new SessionStartingRequest(request, response), response);
            return;
        }
        HttpSessionStore store = sessions.of(request, response);
        Caller caller = new Caller(store, tokenRefresher);
        request.setAttribute(CALLER, caller);
        if (isEndpoint) {
            corsOrigins.allow(request, response);
            String below = path.served().substring(settings.path().length());
            CurrentCaller.run(caller, () -> endpoints.serve(request, response, below));
        } else {
            // No lambda: each request of the application runs this
            Caller outer = CurrentCaller.begin(caller);
            try {
                authenticate(request, response, chain, path, store, caller);
            } finally {
                CurrentCaller.end(outer);
            }
        }
    }

    private void authenticate(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            RequestPath path,
            HttpSessionStore store,
            Caller caller)
            throws IOException, ServletException {
        boolean isProtected = isProtected(request, path);
        if (isProtected && csrfProtection.isForgery(request, path, store)) {
            markRefused(request);
            errors.csrfRejected(request, response);
            return;
        }
        // 3, 5, 6, 7: the session is read, and its token set is refreshed if that is due
        AuthenticationResult result = authenticator.authenticate(store, true);
        if (isFormLogin(path)) {
            markRefused(request);
            identity.forget(request);
            errors.signIn(request, response);
        } else if (result instanceof LogoutUnknown unknown) {
            markRefused(request);
            errors.serviceUnavailable(request, response, ErrorCode.TEMPORARILY_UNAVAILABLE, unknown.retryAfter());
        } else if (result instanceof Authenticated authenticated
                && isProtected
                && !hasRequiredRole(authenticated.session().user(), path)) {
            markRefused(request);
            errors.roleRequired(request, response);
        } else if (result instanceof Authenticated authenticated) {
            String cacheControl = isProtected ? settings.cacheControl() : null;
            String added = CacheControl.addDefault(response, cacheControl);
            continueAs(authenticated.session(), caller, request, response, chain);
            if (added != null) {
                CacheControl.replaceDefault(response, added);
            }
        } else if (result instanceof TokenUnavailable unavailable && isProtected) {
            markRefused(request);
            errors.serviceUnavailable(request, response, unavailable);
        } else if (result instanceof TokenUnavailable unavailable) {
            continueAs(unavailable.session(), caller, request, response, chain);
        } else if (isProtected) {
            // 4: no caller, protected path
            markRefused(request);
            identity.forget(request);
            ErrorCode reason = result instanceof SessionEnded ended ? ended.error() : ErrorCode.SESSION_REQUIRED;
            errors.unauthenticated(request, response, reason);
        } else {
            // 4: no caller, public path
            identity.forget(request);
            new SessionStartingRequest(request, response).serveBy(chain, store);
        }
    }

    private boolean isProtected(HttpServletRequest request, RequestPath path) {
        return ConstraintGuard.isConstrained(request) || isProtected(path);
    }

    private boolean isProtected(RequestPath path) {
        return path.isProtectedBy(settings.pathRules()) && !site.isSignInPage(path);
    }

    /** A path that only a constraint of the WAR protects needs no role here; the container checks those. */
    private boolean hasRequiredRole(User user, RequestPath path) {
        RequiredRoles required = settings.requiredRoles();
        return required.byPattern().isEmpty() || path.isOpenTo(user.roles(), required) || !isProtected(path);
    }

    /** The target of the form of a {@code <login-config>}, which auth-filter replaces. */
    private static boolean isFormLogin(RequestPath path) {
        return path.served().endsWith("/j_security_check");
    }

    // 8: the chain continues with the caller's identity
    private void continueAs(
            UserSession session,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        caller.bindTo(session);
        request.setAttribute(ContainerIdentity.USER, session.user());
        SessionStartingRequest seen = new AuthenticatedRequest(request, response, caller, identity);
        identity.run(session.user(), () -> seen.serveBy(chain, caller.store()));
    }

    private static void markRefused(HttpServletRequest request) {
        request.setAttribute(REFUSED, true);
    }

    /**
     * Continues a dispatch of a request that was authenticated before, with the same caller and user. A refused request has
     * one only if its response could not be written; the application's error page does not run for it.
     */
    private void resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(REFUSED) != null) {
            return;
        }
        if (request.getAttribute(CALLER) instanceof Caller caller) {
            User user = (User) request.getAttribute(ContainerIdentity.USER);
            SessionStartingRequest seen = user == null
                    ? new SessionStartingRequest(request, response)
                    : new AuthenticatedRequest(request, response, caller, identity);
            CurrentCaller.run(
                    caller, () -> identity.resume(request, response, user, () -> seen.serveBy(chain, caller.store())));
        } else {
            chain.doFilter(request, response);
        }
    }
}
