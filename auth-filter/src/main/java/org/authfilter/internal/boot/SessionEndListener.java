package org.authfilter.internal.boot;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.authfilter.internal.refresh.SessionTermination;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.UserSession;

/** Ends the sign-in of an HTTP session that the server or the application invalidates. */
final class SessionEndListener implements HttpSessionListener {

    private final SessionTermination termination;

    SessionEndListener(SessionTermination termination) {
        this.termination = termination;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        UserSession ended = Sessions.ended(event.getSession());
        if (ended != null) {
            termination.destroyed(ended);
        }
    }
}
