package org.authfilter.internal.throttle;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A budget of failures for each key, for ten thousand keys at most. When these all have failures of the last minute,
 * the oldest budget that is not exhausted is removed; only if all are exhausted, the oldest of them. Not thread-safe:
 * the lock of its owner guards it.
 */
final class FailureBudgets {

    static final int MOST_KEYS = 10_000;

    private final int limit;
    private final Map<String, FailureBudget> lastChangedLast = new LinkedHashMap<>();

    /** Allows {@code limit} failures a minute for each key. */
    FailureBudgets(int limit) {
        this.limit = limit;
    }

    /** The budget of {@code key}; to be remembered it has to be {@linkplain #keep kept}. */
    FailureBudget of(String key) {
        FailureBudget known = lastChangedLast.get(key);
        return known == null ? new FailureBudget(limit) : known;
    }

    /** Remembers a changed budget, unless it is empty. */
    void keep(String key, FailureBudget budget, Instant now) {
        boolean isNew = lastChangedLast.remove(key) == null;
        if (budget.isEmpty(now)) {
            return;
        }
        if (isNew) {
            makeRoom(now);
        }
        lastChangedLast.put(key, budget);
    }

    int size() {
        return lastChangedLast.size();
    }

    private void makeRoom(Instant now) {
        Iterator<FailureBudget> oldestFirst = lastChangedLast.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().isEmpty(now)) {
            oldestFirst.remove();
        }
        if (lastChangedLast.size() >= MOST_KEYS) {
            lastChangedLast.remove(leastNeeded(now));
        }
    }

    private String leastNeeded(Instant now) {
        return lastChangedLast.entrySet().stream()
                .filter(entry -> !entry.getValue().isExhausted(now))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> lastChangedLast.keySet().iterator().next());
    }
}
