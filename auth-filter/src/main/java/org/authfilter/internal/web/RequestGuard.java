package org.authfilter.internal.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.ErrorCode;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.CurrentCaller;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.UserSession;

/**
 * The way of a request. The numbers are those of the {@linkplain org.authfilter package's description}. Outside our own
 * path it reads no parameter and no body, sets no encoding and wraps no response but that to a preflight.
 */
public final class RequestGuard implements Filter {

    /** The attribute of the servlet context through which the initializer hands the guard to the filter. */
    public static final String ATTRIBUTE = "org.authfilter.guard";

    private static final String CALLER = "org.authfilter.caller";

    private final Settings settings;
    private final Site site;
    private final EndpointDispatcher ownPaths;
    private final Sessions sessions;
    private final SessionAuthenticator admission;
    private final TokenRefresher tokenRefresher;
    private final ErrorResponses refusals;

    /** Whoever answers below the path of the endpoints. */
    @FunctionalInterface
    public interface EndpointDispatcher {
        void serve(HttpServletRequest request, HttpServletResponse response, String below)
                throws IOException, ServletException;
    }

    public RequestGuard(
            Settings settings,
            Site site,
            EndpointDispatcher ownPaths,
            Sessions sessions,
            SessionAuthenticator admission,
            TokenRefresher tokenRefresher,
            ErrorResponses refusals) {
        this.settings = settings;
        this.site = site;
        this.ownPaths = ownPaths;
        this.sessions = sessions;
        this.admission = admission;
        this.tokenRefresher = tokenRefresher;
        this.refusals = refusals;
    }

    // (1)
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest httpRequest)
                || !(response instanceof HttpServletResponse httpResponse)) {
            chain.doFilter(request, response);
        } else if (request.getDispatcherType() == DispatcherType.REQUEST) {
            guard(httpRequest, httpResponse, chain);
        } else {
            resume(httpRequest, httpResponse, chain);
        }
    }

    // (2)
    private void guard(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestPath path = RequestPath.of(request);
        if (RequestPath.isAmbiguous(request.getRequestURI()) || takesSessionFromAddress(request)) {
            refusals.plain(request, response, HttpServletResponse.SC_BAD_REQUEST, "This address is not well-formed");
        } else if (isPreflight(request)) {
            chain.doFilter(request, isProtected(path) ? new PreflightResponse(response) : response);
        } else {
            HttpSessionStore store = sessions.of(request);
            Caller caller = new Caller(store, tokenRefresher);
            request.setAttribute(CALLER, caller);
            if (path.isAtOrBelow(settings.path())) {
                String below = path.served().substring(settings.path().length());
                CurrentCaller.run(caller, () -> ownPaths.serve(request, response, below));
            } else {
                CurrentCaller.run(caller, () -> admit(request, response, chain, path, store, caller));
            }
        }
    }

    // (3) (4) (5) (6) (7)
    private void admit(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            RequestPath path,
            HttpSessionStore store,
            Caller caller)
            throws IOException, ServletException {
        AuthenticationResult freshness = admission.admit(store, true);
        boolean isProtected = isProtected(path);
        if (freshness instanceof Authenticated usable) {
            passOn(request, response, chain, caller, usable.session());
        } else if (freshness instanceof TokenUnavailable notRefreshed && isProtected) {
            refusals.serviceUnavailable(request, response, notRefreshed);
        } else if (freshness instanceof TokenUnavailable notRefreshed) {
            passOn(request, response, chain, caller, notRefreshed.session());
        } else if (isProtected) {
            ErrorCode reason = freshness instanceof SessionEnded ended ? ended.error() : ErrorCode.SESSION_REQUIRED;
            refusals.unauthenticated(request, response, reason);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isProtected(RequestPath path) {
        return path.isProtectedBy(settings.pathRules()) && !site.isSignInPage(path);
    }

    // (8)
    private static void passOn(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            Caller caller,
            UserSession session)
            throws IOException, ServletException {
        caller.bindTo(session);
        request.setAttribute(AuthenticatedRequest.USER, session.user());
        chain.doFilter(new AuthenticatedRequest(request, caller), response);
    }

    /** A dispatch inside a request that has been guarded: the same caller and user, nothing is judged again. */
    private static void resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(CALLER) instanceof Caller caller) {
            boolean isSignedIn = request.getAttribute(AuthenticatedRequest.USER) != null;
            HttpServletRequest seen = isSignedIn ? new AuthenticatedRequest(request, caller) : request;
            CurrentCaller.run(caller, () -> chain.doFilter(seen, response));
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Payara looks for a session's id in the address, whatever the tracking modes say. */
    private static boolean takesSessionFromAddress(HttpServletRequest request) {
        return request.isRequestedSessionIdFromURL()
                && request.isRequestedSessionIdValid()
                && !request.getServletContext()
                        .getEffectiveSessionTrackingModes()
                        .contains(SessionTrackingMode.URL);
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }
}
