package org.authfilter.internal.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.authfilter.internal.shared.SharedList;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.spi.LogoutStore;
import org.jspecify.annotations.Nullable;

/**
 * The logouts of all nodes, in the memory of each: requests never wait for the shared store. While it fails, logouts are
 * known here, and shared later. Thread-safe.
 */
public final class SharedLogoutStore implements LogoutStore {

    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    /** Not empty: an empty value is {@code NULL} in Oracle. */
    private static final byte[] USED = {1};

    private final MemoryLogoutStore memory;
    private final SharedStoreClient client;
    private final SharedList list;
    private final Clock clock;
    private volatile Runnable listener = () -> {};

    /** Has read nothing yet. */
    public SharedLogoutStore(SharedStoreClient client, Clock clock) {
        this.memory = new MemoryLogoutStore(clock);
        this.client = client;
        this.list = new SharedList(client, "logout", this::read);
        this.clock = clock;
    }

    /** Reads the logouts of other nodes, so that the first request finds them, and from then on the new ones. */
    public void start() {
        list.start();
    }

    /** Runs {@code action} after logouts of other nodes, on a thread where it may block. */
    void onLogout(Runnable action) {
        listener = action;
    }

    MemoryLogoutStore memory() {
        return memory;
    }

    @Override
    public void put(String key, Instant at, Duration keepFor) {
        memory.put(key, at, keepFor);
        list.add(String.join("\n", key, at.toString(), keepFor.toString()), keepFor);
    }

    private void read(String logout) {
        String[] parts = logout.split("\n", -1);
        if (parts.length >= 3) {
            memory.put(parts[0], Instant.parse(parts[1]), Duration.parse(parts[2]));
            client.tell(listener);
        }
    }

    @Override
    public @Nullable Instant find(String key) {
        Instant found = memory.find(key);
        boolean isUsedElsewhere = found == null
                && key.startsWith("token.")
                && client.callOr(false, store -> store.get(client.key(key)) != null);
        return isUsedElsewhere ? clock.instant() : found;
    }

    @Override
    public boolean isFirstUse(String id, Duration keepFor) {
        return memory.isFirstUse(id, keepFor)
                && client.callOr(
                        true, store -> store.putIfAbsent(client.key(id), USED, keepFor.plus(CLOCK_DIFFERENCE)));
    }

    @Override
    public boolean isEmpty() {
        return memory.isEmpty();
    }
}
