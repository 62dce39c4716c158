package org.authfilter.web;

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
import org.authfilter.config.Settings;
import org.authfilter.refresh.CurrentVisitor;
import org.authfilter.refresh.FreshTokens;
import org.authfilter.refresh.Freshness;
import org.authfilter.refresh.Freshness.Ended;
import org.authfilter.refresh.Freshness.NotRenewed;
import org.authfilter.refresh.Freshness.Usable;
import org.authfilter.refresh.Visitor;
import org.authfilter.session.HttpSessionStore;
import org.authfilter.session.Sessions;
import org.authfilter.session.UserSession;

/**
 * The way of a request. The numbers are those of the {@linkplain org.authfilter package's description}. Outside our own
 * path it reads no parameter and no body, sets no encoding and wraps no response but that to a preflight.
 */
public final class RequestGuard implements Filter {

    private static final String VISITOR = "org.authfilter.visitor";

    private final Settings settings;
    private final Site site;
    private final OwnPaths ownPaths;
    private final Sessions sessions;
    private final Admission admission;
    private final FreshTokens freshTokens;
    private final Refusals refusals;

    /** Whoever answers below the path of the endpoints. */
    @FunctionalInterface
    public interface OwnPaths {
        void serve(HttpServletRequest request, HttpServletResponse response, String below)
                throws IOException, ServletException;
    }

    public RequestGuard(
            Settings settings,
            Site site,
            OwnPaths ownPaths,
            Sessions sessions,
            Admission admission,
            FreshTokens freshTokens,
            Refusals refusals) {
        this.settings = settings;
        this.site = site;
        this.ownPaths = ownPaths;
        this.sessions = sessions;
        this.admission = admission;
        this.freshTokens = freshTokens;
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
            Visitor visitor = new Visitor(store, freshTokens);
            request.setAttribute(VISITOR, visitor);
            if (path.isAtOrBelow(settings.path())) {
                String below = path.served().substring(settings.path().length());
                CurrentVisitor.run(visitor, () -> ownPaths.serve(request, response, below));
            } else {
                CurrentVisitor.run(visitor, () -> admit(request, response, chain, path, store, visitor));
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
            Visitor visitor)
            throws IOException, ServletException {
        Freshness freshness = admission.admit(store, true);
        boolean isProtected = isProtected(path);
        if (freshness instanceof Usable usable) {
            passOn(request, response, chain, visitor, usable.session());
        } else if (freshness instanceof NotRenewed notRenewed && isProtected) {
            refusals.notNow(request, response, notRenewed);
        } else if (freshness instanceof NotRenewed notRenewed) {
            passOn(request, response, chain, visitor, notRenewed.session());
        } else if (isProtected) {
            ErrorCode reason = freshness instanceof Ended ended ? ended.error() : ErrorCode.SESSION_REQUIRED;
            refusals.signInFirst(request, response, reason);
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
            Visitor visitor,
            UserSession session)
            throws IOException, ServletException {
        visitor.admit(session);
        request.setAttribute(AuthenticatedRequest.USER, session.user());
        chain.doFilter(new AuthenticatedRequest(request, visitor), response);
    }

    /** A dispatch inside a request that has been guarded: the same visitor and user, nothing is judged again. */
    private static void resume(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(VISITOR) instanceof Visitor visitor) {
            boolean isSignedIn = request.getAttribute(AuthenticatedRequest.USER) != null;
            HttpServletRequest seen = isSignedIn ? new AuthenticatedRequest(request, visitor) : request;
            CurrentVisitor.run(visitor, () -> chain.doFilter(seen, response));
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
