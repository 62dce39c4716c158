package org.authfilter.internal.refresh;

import java.time.Duration;
import java.util.Optional;
import org.authfilter.internal.refresh.PendingRefresh.Completion;

/**
 * The waiting of requests for a pending refresh.
 *
 * @param deadline the age of a refresh from which no request waits for it
 */
record RefreshWait(WaitPermits permits, Duration deadline) {

    /** Waits for the refresh; empty if this request may wait no longer. The refresh goes on. */
    Optional<Completion> await(PendingRefresh refresh) {
        return permits.await(refresh.completion(), refresh.age(), deadline);
    }

    /** Waits for the refresh without a permit, so only while it is young. */
    Optional<Completion> awaitBriefly(PendingRefresh refresh) {
        return permits.awaitBriefly(refresh.completion(), refresh.age());
    }
}
