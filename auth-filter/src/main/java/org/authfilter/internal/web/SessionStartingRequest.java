package org.authfilter.internal.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.authfilter.internal.session.SessionStore;
import org.jspecify.annotations.Nullable;

/** A request of the application: completes the session cookie as soon as the application starts a session. */
class SessionStartingRequest extends HttpServletRequestWrapper {

    private final HttpServletResponse response;

    SessionStartingRequest(HttpServletRequest request, HttpServletResponse response) {
        super(request);
        this.response = response;
    }

    /** Lets the application serve this request, whose session is in {@code store}. */
    void serveBy(FilterChain application, SessionStore store) throws IOException, ServletException {
        store.beginServing();
        try {
            application.doFilter(this, response);
        } finally {
            store.endServing();
        }
    }

    @Override
    public HttpSession getSession() {
        HttpSession session = super.getSession();
        completeCookie(session);
        return session;
    }

    @Override
    public @Nullable HttpSession getSession(boolean create) {
        HttpSession session = super.getSession(create);
        completeCookie(session);
        return session;
    }

    @Override
    public String changeSessionId() {
        String id = super.changeSessionId();
        SessionCookieHeader.complete((HttpServletRequest) getRequest(), response);
        return id;
    }

    private void completeCookie(@Nullable HttpSession session) {
        if (session != null && session.isNew()) {
            SessionCookieHeader.complete((HttpServletRequest) getRequest(), response);
        }
    }
}
