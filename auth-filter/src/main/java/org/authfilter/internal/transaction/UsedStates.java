package org.authfilter.internal.transaction;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.authfilter.internal.common.Digests;
import org.jspecify.annotations.Nullable;

/**
 * The states of authorization responses that this node has received within the last ten minutes, so that each is accepted
 * once even if a browser sends its cookie again. Beyond 4,096 of them the oldest is forgotten. Thread-safe.
 */
public final class UsedStates {

    private static final int MOST = 4096;

    private final InstantSource timer;
    private final Map<String, Use> uses = new LinkedHashMap<>();

    public UsedStates(InstantSource timer) {
        this.timer = timer;
    }

    private record Use(Instant until, @Nullable String target) {}

    /** Marks a state as used; false if it was used before. */
    public synchronized boolean add(String state) {
        forgetOld();
        return uses.putIfAbsent(Digests.sha256(state), use(null)) == null;
    }

    /** Remembers where the browser went after a sign-in with this state. */
    public synchronized void signedIn(String state, String target) {
        uses.replace(Digests.sha256(state), use(target));
    }

    /** Where the browser went after the sign-in with this state; {@code null} if no such sign-in is known. */
    public synchronized @Nullable String target(@Nullable String state) {
        forgetOld();
        Use use = state == null ? null : uses.get(Digests.sha256(state));
        return use == null ? null : use.target();
    }

    private Use use(@Nullable String target) {
        return new Use(timer.instant().plus(TransactionCookies.LIFETIME), target);
    }

    private void forgetOld() {
        Instant now = timer.instant();
        Iterator<Use> oldestFirst = uses.values().iterator();
        while (oldestFirst.hasNext()) {
            Use oldest = oldestFirst.next();
            if (uses.size() < MOST && now.isBefore(oldest.until())) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
