package org.authfilter.internal.issuer;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How far a call to an issuer is. */
@FunctionalInterface
public interface CallProgress {

    /** When it was sent; {@code null}: not yet, or not at all. */
    @Nullable
    Instant sentAt();

    /**
     * When the response to a call that waits to be sent is expected; {@code null} if it does not wait.
     *
     * @param responseTime what a response of this issuer takes
     */
    default @Nullable Instant expectedAt(Duration responseTime) {
        return null;
    }
}
