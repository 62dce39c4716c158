package org.authfilter.internal.session;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.authfilter.internal.common.RandomTokens;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.spi.LogoutStore;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * The logouts of all nodes, in the memory of each: requests never wait for the shared store. There the logouts are a linked
 * list: one entry has the name of the latest logout, and each logout the name of the one before. Each node reads the new
 * ones twice a second. While the store fails, logouts are kept here, and shared later. Thread-safe.
 */
public final class SharedLogoutStore implements LogoutStore {

    private static final Duration BETWEEN_READS = Duration.ofMillis(500);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private static final Duration LONGEST_FIRST_READ = Duration.ofSeconds(5);

    /** Far below what {@link SharedStoreClient} waits for a call: a long list must not look like a store that is down. */
    private static final Duration LONGEST_CALL = Duration.ofMillis(50);

    private static final String LATEST = "logouts";

    /** Not empty: an empty value is {@code NULL} in Oracle. */
    private static final byte[] USED = {1};

    private final MemoryLogoutStore memory;
    private final SharedStoreClient client;
    private final Clock clock;
    private final Queue<Logout> unshared = new ConcurrentLinkedQueue<>();
    private volatile Runnable listener = () -> {};

    /** Guards the next three. */
    private final ReentrantLock reading = new ReentrantLock();

    /** The latest logout that was read, or is being read. */
    private String known = "";

    private String next = "";
    private String end = "";

    private record Logout(String key, Instant at, Duration keepFor) {

        byte[] after(String former) {
            return String.join("\n", key, at.toString(), keepFor.toString(), former, "")
                    .getBytes(US_ASCII);
        }
    }

    /** Has read nothing yet. */
    public SharedLogoutStore(SharedStoreClient client, Clock clock) {
        this.memory = new MemoryLogoutStore(clock);
        this.client = client;
        this.clock = clock;
    }

    /**
     * Reads the logouts of other nodes, for at most 5 seconds unless the store fails, so that the first request finds them.
     * Then goes on reading the new ones until the client is closed.
     */
    public void start() {
        long latestNanos = System.nanoTime() + LONGEST_FIRST_READ.toNanos();
        boolean hasEnded = false;
        while (!hasEnded && System.nanoTime() - latestNanos < 0) {
            hasEnded = client.callOr(true, this::exchange);
        }
        client.after(BETWEEN_READS, this::readAgain);
    }

    private void readAgain() {
        var unused = client.call(this::exchange).whenComplete((isComplete, failed) -> {
            boolean hasMore = failed == null && !isComplete;
            client.after(hasMore ? Duration.ZERO : BETWEEN_READS, this::readAgain);
        });
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
        Logout logout = new Logout(key, at, keepFor);
        boolean isShared = client.callOr(false, store -> isShared(logout, store, latestNanos()));
        if (!isShared) {
            unshared.add(logout);
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

    /** Returns whether nothing is left to share or to read; at least one logout is shared or read. */
    private boolean exchange(SharedStore store) {
        if (!reading.tryLock()) {
            throw new IllegalStateException("the former call has not ended");
        }
        try {
            long latestNanos = latestNanos();
            return shareRemaining(store, latestNanos) && readNew(store, latestNanos);
        } finally {
            reading.unlock();
        }
    }

    private static long latestNanos() {
        return System.nanoTime() + LONGEST_CALL.toNanos();
    }

    private boolean shareRemaining(SharedStore store, long latestNanos) {
        for (Logout logout = unshared.peek(); logout != null; logout = unshared.peek()) {
            if (!isShared(logout, store, latestNanos)) {
                return false;
            }
            unshared.remove(logout);
        }
        return true;
    }

    private boolean readNew(SharedStore store, long latestNanos) {
        if (next.equals(end)) {
            String latest = text(store.get(client.key(LATEST)));
            next = latest;
            end = known;
            known = latest;
        }
        boolean isInTime = true;
        while (isInTime && !next.equals(end) && !next.isEmpty()) {
            next = read(text(store.get(client.key("logout." + next))));
            isInTime = System.nanoTime() - latestNanos < 0;
        }
        if (next.isEmpty()) {
            end = "";
        }
        return next.equals(end);
    }

    private String read(String text) {
        String[] parts = text.split("\n", -1);
        if (parts.length < 4) {
            return "";
        }
        memory.put(parts[0], Instant.parse(parts[1]), Duration.parse(parts[2]));
        client.tell(listener);
        return parts[3];
    }

    /** Returns {@code false} if other nodes have written in between until the time was over. */
    private boolean isShared(Logout logout, SharedStore store, long latestNanos) {
        String name = RandomTokens.create();
        String key = client.key("logout." + name);
        String latest = client.key(LATEST);
        Duration kept = logout.keepFor().plus(CLOCK_DIFFERENCE);
        do {
            byte[] former = store.get(latest);
            byte[] value = logout.after(text(former));
            byte[] before = store.get(key);
            if (before == null ? !store.putIfAbsent(key, value, kept) : !isReplaced(store, key, before, value, kept)) {
                return false;
            }
            byte[] link = name.getBytes(US_ASCII);
            if (former == null ? store.putIfAbsent(latest, link, kept) : store.replace(latest, former, link, kept)) {
                return true;
            }
        } while (System.nanoTime() - latestNanos < 0);
        return false;
    }

    private static boolean isReplaced(SharedStore store, String key, byte[] before, byte[] value, Duration kept) {
        return Arrays.equals(before, value) || store.replace(key, before, value, kept);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, US_ASCII);
    }
}
