package org.authfilter.internal.refresh;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.authfilter.internal.session.UserSession;

/** The application's listeners for the ends of sessions. Each is called at most once. Thread-safe. */
final class EndListeners {

    private static final Logger LOG = System.getLogger("org.authfilter.session");

    private final Set<EndListener> listeners = ConcurrentHashMap.newKeySet();

    private static final class EndListener {

        private final UserSession session;
        private final Runnable action;

        EndListener(UserSession session, Runnable action) {
            this.session = session;
            this.action = action;
        }

        void run() {
            try {
                action.run();
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, "A listener for the end of a session failed", failed);
            }
        }
    }

    /** Adds a listener, and returns what removes it. */
    Runnable add(UserSession session, Runnable action) {
        EndListener added = new EndListener(session, action);
        listeners.add(added);
        return () -> listeners.remove(added);
    }

    void ended(String signInId) {
        ended(session -> session.id().equals(signInId));
    }

    void ended(Predicate<UserSession> isEnded) {
        for (EndListener listener : Set.copyOf(listeners)) {
            if (isEnded.test(listener.session) && listeners.remove(listener)) {
                listener.run();
            }
        }
    }
}
