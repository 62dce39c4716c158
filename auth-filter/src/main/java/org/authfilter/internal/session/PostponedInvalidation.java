package org.authfilter.internal.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Postpones the invalidation of an HTTP session whose sign-in ends while the application serves the request, until the
 * application is done: {@code request.logout()} leaves a session that the application can still use, and invalidate
 * itself. To be used by the thread of the request only.
 */
public final class PostponedInvalidation {

    private static final String ATTRIBUTE = "org.authfilter.postponedInvalidation";

    private final HttpServletRequest request;
    private @Nullable HttpSessionStore ended;

    private PostponedInvalidation(HttpServletRequest request) {
        this.request = request;
    }

    /** Lets the application serve the request. */
    public static void run(HttpServletRequest request, HttpServletResponse response, FilterChain application)
            throws IOException, ServletException {
        PostponedInvalidation begun = new PostponedInvalidation(request);
        request.setAttribute(ATTRIBUTE, begun);
        try {
            application.doFilter(request, response);
        } finally {
            begun.end();
        }
    }

    /** Takes over the invalidation of {@code store}; returns {@code false} if the application does not serve the request. */
    static boolean postpone(HttpServletRequest request, HttpSessionStore store) {
        if (request.getAttribute(ATTRIBUTE) instanceof PostponedInvalidation begun) {
            begun.ended = store;
            return true;
        }
        return false;
    }

    /** The application is done: invalidates the HTTP session, unless there is a new sign-in in it by now. */
    private void end() {
        request.removeAttribute(ATTRIBUTE);
        HttpSessionStore store = ended;
        if (store != null) {
            store.invalidateIfSignedOut();
        }
    }
}
