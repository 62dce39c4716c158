package org.authfilter.internal.shared;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.authfilter.internal.common.RandomTokens;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * Texts that each node tells all others. In the shared store they are a linked list: one entry has the name of the latest
 * text, and each text the name of the one before. Each node reads the new ones twice a second. While the store fails, texts
 * are kept here, and shared later. Thread-safe.
 */
public final class SharedList {

    private static final Duration BETWEEN_READS = Duration.ofMillis(500);
    private static final Duration LONGEST_FIRST_READ = Duration.ofSeconds(5);
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    /** Far below what {@link SharedStoreClient} waits for a call: a long list must not look like a store that is down. */
    private static final Duration LONGEST_CALL = Duration.ofMillis(50);

    private final SharedStoreClient client;
    private final String name;
    private final Consumer<String> reader;
    private final Queue<Text> unshared = new ConcurrentLinkedQueue<>();

    /** Guards the next three. */
    private final ReentrantLock reading = new ReentrantLock();

    /** The latest text that was read, or is being read. */
    private String known = "";

    private String next = "";
    private String end = "";

    private record Text(String text, Duration keepFor) {

        byte[] after(String former) {
            return (text + "\n" + former + "\n").getBytes(US_ASCII);
        }
    }

    /**
     * Has read nothing yet.
     *
     * @param name of one text of the list, as a part of keys
     * @param reader gets each text, also those of this node; must not block
     */
    public SharedList(SharedStoreClient client, String name, Consumer<String> reader) {
        this.client = client;
        this.name = name;
        this.reader = reader;
    }

    /**
     * Reads the texts of other nodes, for at most 5 seconds unless the store fails. Then goes on reading the new ones until
     * the client is closed.
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

    /**
     * Tells all nodes a text before this returns; later if the store fails.
     *
     * @param text ASCII; may have several lines
     * @param keepFor how long nodes can read it; texts of one list are to be kept equally long
     */
    public void add(String text, Duration keepFor) {
        Text added = new Text(text, keepFor);
        boolean isShared = client.callOr(false, store -> isShared(added, store, latestNanos()));
        if (!isShared) {
            unshared.add(added);
        }
    }

    /** Tells all nodes a text within half a second; no caller waits for that. */
    public void addSoon(String text, Duration keepFor) {
        unshared.add(new Text(text, keepFor));
    }

    /** Tells all nodes the texts that wait, as many as possible in the time of one call. */
    public void shareNow() {
        var unused = client.callOr(false, store -> shareRemaining(store, latestNanos()));
    }

    /** Returns whether nothing is left to share or to read; at least one text is shared or read. */
    private boolean exchange(SharedStore store) {
        if (!reading.tryLock()) {
            throw new IllegalStateException("the former call has not ended");
        }
        try {
            long latestNanos = latestNanos();
            boolean isShared = shareRemaining(store, latestNanos);
            return readNew(store, latestNanos) && isShared;
        } finally {
            reading.unlock();
        }
    }

    private static long latestNanos() {
        return System.nanoTime() + LONGEST_CALL.toNanos();
    }

    private boolean shareRemaining(SharedStore store, long latestNanos) {
        boolean isInTime = true;
        for (Text text = unshared.peek(); text != null; text = unshared.peek()) {
            if (!isInTime || !isShared(text, store, latestNanos)) {
                return false;
            }
            unshared.remove(text);
            isInTime = System.nanoTime() - latestNanos < 0;
        }
        return true;
    }

    private boolean readNew(SharedStore store, long latestNanos) {
        if (next.equals(end)) {
            String latest = text(store.get(latestKey()));
            next = latest;
            end = known;
            known = latest;
        }
        boolean isInTime = true;
        while (isInTime && !next.equals(end) && !next.isEmpty()) {
            next = read(text(store.get(entryKey(next))));
            isInTime = System.nanoTime() - latestNanos < 0;
        }
        if (next.isEmpty()) {
            end = "";
        }
        return next.equals(end);
    }

    /** Returns the name of the text before; empty if there is none any more. */
    private String read(String entry) {
        int last = entry.length() - 1;
        int link = entry.lastIndexOf('\n', last - 1);
        if (link < 0) {
            return "";
        }
        reader.accept(entry.substring(0, link));
        return entry.substring(link + 1, last);
    }

    /** Returns {@code false} if other nodes have written in between until the time was over. */
    private boolean isShared(Text text, SharedStore store, long latestNanos) {
        String id = RandomTokens.create();
        String key = entryKey(id);
        String latest = latestKey();
        Duration kept = text.keepFor().plus(CLOCK_DIFFERENCE);
        do {
            byte[] former = store.get(latest);
            byte[] value = text.after(text(former));
            byte[] before = store.get(key);
            if (before == null ? !store.putIfAbsent(key, value, kept) : !isReplaced(store, key, before, value, kept)) {
                return false;
            }
            byte[] link = id.getBytes(US_ASCII);
            if (former == null ? store.putIfAbsent(latest, link, kept) : store.replace(latest, former, link, kept)) {
                return true;
            }
        } while (System.nanoTime() - latestNanos < 0);
        return false;
    }

    private String latestKey() {
        return client.key(name + "s");
    }

    private String entryKey(String id) {
        return client.key(name + "." + id);
    }

    private static boolean isReplaced(SharedStore store, String key, byte[] before, byte[] value, Duration kept) {
        return Arrays.equals(before, value) || store.replace(key, before, value, kept);
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, US_ASCII);
    }
}
