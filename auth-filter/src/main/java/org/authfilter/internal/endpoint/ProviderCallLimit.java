package org.authfilter.internal.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.authfilter.internal.common.ClientNetwork;

/**
 * Limits the calls of OpenID Providers that strangers at one address cause, by starting sign-ins and by made-up codes, so
 * that they don't spend the client's quota there: six hundred in each minute. Of IPv6 addresses the first 64
 * bits count. Beyond ten thousand addresses in one minute, further ones are not counted. Thread-safe.
 */
final class ProviderCallLimit {

    private static final int MOST_CALLS = 600;
    private static final int MOST_ADDRESSES = 10_000;
    private static final int SECONDS = 60;

    private final InstantSource timer;
    private final Map<String, Integer> calls = new HashMap<>();
    private long minute;

    ProviderCallLimit(InstantSource timer) {
        this.timer = timer;
    }

    /** Counts a call; returns how long the client has to wait instead, zero if it need not. */
    synchronized Duration begin(String address) {
        Instant now = timer.instant();
        if (now.getEpochSecond() / SECONDS != minute) {
            minute = now.getEpochSecond() / SECONDS;
            calls.clear();
        }
        String network = ClientNetwork.of(address);
        if (!calls.containsKey(network) && calls.size() >= MOST_ADDRESSES) {
            return Duration.ZERO;
        }
        return calls.merge(network, 1, Integer::sum) <= MOST_CALLS
                ? Duration.ZERO
                : Duration.between(now, Instant.ofEpochSecond((minute + 1) * SECONDS));
    }
}
