package org.authfilter.it.app;

import static jakarta.interceptor.Interceptor.Priority.LIBRARY_AFTER;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.authfilter.event.RefreshFailed;
import org.authfilter.event.SignInFailed;
import org.authfilter.event.SignedIn;
import org.authfilter.event.SignedOut;
import org.authfilter.event.TokensRefreshed;

/** Notes the events of the filter, one word each. */
@ApplicationScoped
public class EventLog {

    private final Queue<String> words = new ConcurrentLinkedQueue<>();

    void signedIn(@Observes SignedIn event) {
        words.add("SignedIn:" + event.user().name());
    }

    void signInFailed(@Observes SignInFailed event) {
        words.add("SignInFailed:" + event.error().code());
    }

    void refreshed(@Observes TokensRefreshed event) {
        words.add("TokensRefreshed:" + event.user().name());
    }

    void refreshFailed(@Observes RefreshFailed event) {
        words.add("RefreshFailed:" + event.kind());
    }

    void signedOut(@Observes SignedOut event) {
        words.add("SignedOut:" + event.reason());
    }

    /** An observer that throws must break nothing; it comes last, since CDI calls no observer after it. */
    void thrower(@Observes @Priority(LIBRARY_AFTER) TokensRefreshed event) {
        throw new IllegalStateException("An observer of the application failed");
    }

    /** All words since the last call. */
    public String drain() {
        StringBuilder text = new StringBuilder();
        for (String word = words.poll(); word != null; word = words.poll()) {
            text.append(word).append(' ');
        }
        return text.toString().trim();
    }
}
