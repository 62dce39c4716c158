package org.authfilter.boot;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.authfilter.refresh.Endings;
import org.authfilter.session.Sessions;
import org.authfilter.session.UserSession;

/** Takes note of HTTP sessions that the server or the application ends. */
final class SessionEndListener implements HttpSessionListener {

    private final Endings endings;

    SessionEndListener(Endings endings) {
        this.endings = endings;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        UserSession ended = Sessions.ended(event.getSession());
        if (ended != null) {
            endings.destroyed(ended);
        }
    }
}
