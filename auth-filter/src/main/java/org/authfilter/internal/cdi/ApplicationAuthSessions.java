package org.authfilter.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import java.util.List;
import org.authfilter.ActiveSession;
import org.authfilter.AuthSessions;
import org.authfilter.internal.session.ActiveSessions;
import org.jspecify.annotations.Nullable;

/** The sessions of the users of this application, on threads with and without a request. */
@ApplicationScoped
public class ApplicationAuthSessions implements AuthSessions {

    private volatile @Nullable AuthSessions sessions;

    void started(@Observes @Initialized(ApplicationScoped.class) Object context) {
        if (context instanceof ServletContext application
                && application.getAttribute(ActiveSessions.ATTRIBUTE) instanceof AuthSessions present) {
            sessions = present;
        }
    }

    @Override
    public List<ActiveSession> list(String provider, String subject) {
        return sessions().list(provider, subject);
    }

    @Override
    public void end(String id) {
        sessions().end(id);
    }

    @Override
    public int endAll(String provider, String subject) {
        return sessions().endAll(provider, subject);
    }

    private AuthSessions sessions() {
        AuthSessions present = sessions;
        if (present == null) {
            throw new IllegalStateException("auth-filter does not run in this application");
        }
        return present;
    }
}
