package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import org.authfilter.internal.session.MemoryLogoutStore;
import org.authfilter.internal.shared.SharedList;
import org.authfilter.internal.shared.SharedStoreClient;

/**
 * The sign-ins that have ended on any node during the last hour. Another node may write the HTTP session of one once more,
 * and has listeners for its end. Each node knows an end within a second or so. Thread-safe.
 */
public final class EndedSignIns {

    /** Longer than most requests, which may write the HTTP session at their end, and as long as most access tokens live. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final MemoryLogoutStore memory;
    private final SharedStoreClient client;
    private final SharedList list;
    private final Clock clock;
    private volatile Runnable listener = () -> {};

    /** Knows none yet. */
    public EndedSignIns(SharedStoreClient client, Clock clock) {
        this.memory = new MemoryLogoutStore(clock);
        this.client = client;
        this.list = new SharedList(client, "end", this::read);
        this.clock = clock;
    }

    /**
     * Reads the ends on other nodes from now on.
     *
     * @param onEnd runs after them, on a thread where it may block
     */
    public void start(Runnable onEnd) {
        listener = onEnd;
        list.start();
    }

    /** Tells the other nodes that a sign-in has ended on this one. */
    void add(String signInId) {
        memory.put(signInId, clock.instant(), KEPT);
        list.addSoon(signInId, KEPT);
    }

    /** Tells the other nodes what they do not know yet, before this one stops. */
    public void stop() {
        list.shareNow();
    }

    boolean contains(String signInId) {
        return !memory.isEmpty() && memory.find(signInId) != null;
    }

    private void read(String signInId) {
        if (!contains(signInId)) {
            memory.put(signInId, clock.instant(), KEPT);
            client.tell(listener);
        }
    }
}
