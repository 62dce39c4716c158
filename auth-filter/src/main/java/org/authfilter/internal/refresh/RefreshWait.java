package org.authfilter.internal.refresh;

import java.time.Duration;
import java.util.Optional;
import org.authfilter.internal.refresh.PendingRefresh.Completion;

/**
 * How requests wait for a refresh, whoever launched it and when.
 *
 * @param deadline the age of a refresh at which nobody waits for it any more
 */
record RefreshWait(WaitPermits places, Duration deadline) {

    /** What came of the refresh; empty if this request may wait no longer. The refresh itself goes on. */
    Optional<Completion> await(PendingRefresh pending) {
        return places.await(pending.completion(), pending.age(), deadline);
    }

    /** What came of the refresh while it was young. */
    Optional<Completion> awaitBriefly(PendingRefresh pending) {
        return places.awaitBriefly(pending.completion(), pending.age());
    }
}
