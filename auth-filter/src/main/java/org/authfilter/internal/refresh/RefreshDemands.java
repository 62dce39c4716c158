package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * The refreshes on demand of all sessions: at most one a second for each session. Further demands within that second get
 * the result of the last one. Thread-safe.
 */
final class RefreshDemands {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Map<String, Demand> lastBySignIn = new ConcurrentHashMap<>();
    private final InstantSource timer;

    RefreshDemands(InstantSource timer) {
        this.timer = timer;
    }

    /** The last demand of a session, with its failure if it has failed. */
    static final class Demand {

        private final TokenSet sent;
        private final Instant end;
        private volatile @Nullable AuthenticationResult failure;

        private Demand(TokenSet sent, Instant end) {
            this.sent = sent;
            this.end = end;
        }

        /** Whether {@code session} still has the token set of this demand: it is pending, or it has failed. */
        boolean isUnfulfilledFor(UserSession session) {
            return session.tokens().isSameAs(sent);
        }

        @Nullable
        AuthenticationResult failure() {
            return failure;
        }

        void fail(AuthenticationResult result) {
            failure = result;
        }
    }

    /**
     * The demand that counts for a request.
     *
     * @param isNew whether this request may refresh; otherwise it gets the result of {@code demand}
     */
    record Registered(Demand demand, boolean isNew) {}

    /** Registers a demand, unless there was one within the last second. */
    Registered register(UserSession session) {
        Instant now = timer.instant();
        lastBySignIn.values().removeIf(last -> !now.isBefore(last.end));
        Demand next = new Demand(session.tokens(), now.plus(INTERVAL));
        Demand last = lastBySignIn.putIfAbsent(session.id(), next);
        return last == null ? new Registered(next, true) : new Registered(last, false);
    }
}
