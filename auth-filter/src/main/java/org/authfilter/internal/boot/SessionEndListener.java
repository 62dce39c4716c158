package org.authfilter.internal.boot;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.authfilter.internal.refresh.CurrentCaller;
import org.authfilter.internal.refresh.SessionTermination;
import org.authfilter.internal.session.EndedSession;
import org.authfilter.internal.session.Sessions;

/** Ends the sign-in of an HTTP session that the server or the application invalidates. */
final class SessionEndListener implements HttpSessionListener {

    private final Sessions sessions;
    private final SessionTermination termination;

    SessionEndListener(Sessions sessions, SessionTermination termination) {
        this.sessions = sessions;
        this.termination = termination;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        EndedSession ended = sessions.ended(event.getSession());
        boolean isByApplication = CurrentCaller.find().isPresent();
        if (ended != null && isByApplication) {
            termination.invalidated(ended);
        } else if (ended != null) {
            termination.destroyed(ended);
        }
    }
}
