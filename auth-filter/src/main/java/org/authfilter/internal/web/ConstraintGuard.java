package org.authfilter.internal.web;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.UserSession;

/**
 * The decision before a constraint of the WAR, which the container checks before any filter: who the caller is, and the
 * response where there is none. All responses are those of the filter. Thread-safe.
 */
public final class ConstraintGuard {

    /** The request attribute that tells the filter that a constraint demands a caller here. */
    static final String CONSTRAINED = "org.authfilter.constrained";

    private final ServedResources resources = new ServedResources();
    private final String path;
    private final Site site;
    private final Sessions sessions;
    private final SessionAuthenticator authenticator;
    private final Filter filter;
    private final ErrorResponses errors;

    /** What the container has to do. */
    public sealed interface Decision {}

    /** Continue with this caller; the container applies its constraints to the roles. */
    public record Known(User caller) implements Decision {}

    /** Continue without a caller. */
    public record Anonymous() implements Decision {}

    /** Do nothing more: the response is written. */
    public record Responded() implements Decision {}

    public ConstraintGuard(
            Settings settings,
            Site site,
            Sessions sessions,
            SessionAuthenticator authenticator,
            Filter filter,
            ErrorResponses errors) {
        this.path = settings.path();
        this.site = site;
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.filter = filter;
        this.errors = errors;
    }

    /**
     * Decides about a request, before the filter refreshes the token set. In a later dispatch, the caller is known.
     *
     * @param isConstrained whether a constraint demands a caller
     */
    public Decision decide(HttpServletRequest request, HttpServletResponse response, boolean isConstrained)
            throws IOException, ServletException {
        if (request.getAttribute(ContainerIdentity.USER) instanceof User known) {
            return new Known(known);
        }
        if (isConstrained) {
            RequestPath requested = RequestPath.of(request, resources);
            if (requested.isAtOrBelow(path) || site.isSignInPage(requested)) {
                filter.doFilter(request, response, ConstraintGuard::forward);
                return new Responded();
            }
            request.setAttribute(CONSTRAINED, true);
        }
        HttpSessionStore store = sessions.of(request, response);
        // Without a constraint, the filter is soon enough to ask whether the session has ended
        UserSession session = isConstrained ? authenticator.find(store) : store.load();
        if (session != null) {
            return new Known(session.user());
        }
        if (isConstrained) {
            filter.doFilter(request, response, this::refuse);
            return new Responded();
        }
        return new Anonymous();
    }

    /** A forward is not subject to constraints (Servlet 6.0, section 13.2). */
    private static void forward(ServletRequest request, ServletResponse response) throws IOException, ServletException {
        String page = RequestPath.served((HttpServletRequest) request);
        request.getRequestDispatcher(page).forward(request, response);
    }

    /** What the filter would let through, such as a preflight, the constraint still refuses. */
    private void refuse(ServletRequest request, ServletResponse response) throws IOException {
        errors.unauthenticated(
                (HttpServletRequest) request, (HttpServletResponse) response, ErrorCode.SESSION_REQUIRED);
    }

    static boolean isConstrained(HttpServletRequest request) {
        return request.getAttribute(CONSTRAINED) != null;
    }
}
