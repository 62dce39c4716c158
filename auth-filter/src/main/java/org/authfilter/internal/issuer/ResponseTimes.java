package org.authfilter.internal.issuer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The recent response times of one issuer, and the patience that follows from them: four times their 90th percentile,
 * between two limits. While fewer than four are known, the patience is at least the initial one. Not thread-safe.
 */
final class ResponseTimes {

    private static final int REMEMBERED = 16;
    private static final int ENOUGH = 4;
    private static final int PERCENT = 90;
    private static final int FACTOR = 4;

    private final Deque<Duration> recent = new ArrayDeque<>(REMEMBERED);
    private final Duration initial;
    private final Duration least;
    private final Duration most;

    /**
     * Remembers nothing yet.
     *
     * @param initial the least patience while few response times are known
     * @param least the least patience afterwards
     * @param most the longest patience
     */
    ResponseTimes(Duration initial, Duration least, Duration most) {
        this.initial = initial;
        this.least = least;
        this.most = most;
    }

    void add(Duration responseTime) {
        if (recent.size() == REMEMBERED) {
            recent.removeFirst();
        }
        recent.addLast(responseTime);
    }

    /** The age from which a call to this issuer is slow. */
    Duration patience() {
        Duration patience = recent.size() < ENOUGH ? initial : least;
        if (!recent.isEmpty()) {
            patience = longer(patience, percentile().multipliedBy(FACTOR));
        }
        return patience.compareTo(most) > 0 ? most : patience;
    }

    /** What a response usually takes at most; zero while nothing is known. */
    Duration usual() {
        return recent.isEmpty() ? Duration.ZERO : percentile();
    }

    private Duration percentile() {
        int rank = (recent.size() * PERCENT + 99) / 100;
        return recent.stream().sorted().skip(rank - 1).findFirst().orElseThrow();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }
}
