package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import org.jspecify.annotations.Nullable;

/**
 * Completes the cookie of a session that the server itself starts in a request, such as the CDI container for a bean: the
 * first attribute comes right after the cookie, and before the response.
 */
public final class SessionCookieListener implements HttpSessionAttributeListener {

    private static final ThreadLocal<@Nullable Exchange> CURRENT = new ThreadLocal<>();

    private record Exchange(HttpServletRequest request, HttpServletResponse response) {}

    /** From now on this thread serves {@code request}. */
    static void begin(HttpServletRequest request, HttpServletResponse response) {
        CURRENT.set(new Exchange(request, response));
    }

    /** The thread serves the request no longer, but soon another one: it keeps its entry. */
    static void end() {
        CURRENT.set(null);
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        Exchange current = CURRENT.get();
        if (current != null && event.getSession().isNew()) {
            SessionCookieHeader.complete(current.request(), current.response());
        }
    }
}
