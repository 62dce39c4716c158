package org.authfilter.internal.provider.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a call to an issuer went, not yet judged. */
public sealed interface HttpOutcome {

    /**
     * A complete answer.
     *
     * @param retryAfter what the header {@code Retry-After} asks for (RFC 9110, section 10.2.3)
     */
    record Response(int status, String body, @Nullable Duration retryAfter) implements HttpOutcome {

        /** Without the body, which may hold tokens. */
        @Override
        public String toString() {
            return "Answer[status=" + status + "]";
        }
    }

    /** The request certainly was not processed: there was no connection. */
    record NotSent(String reason, boolean timedOut) implements HttpOutcome {}

    /** The request went out and no complete answer came: it may have been processed. */
    record ResponseLost(String reason, boolean timedOut) implements HttpOutcome {}
}
