package org.authfilter.spi;

import java.time.Duration;

/**
 * Limits password guessing. Called before and after each call of a credentials provider.
 *
 * <p>The built-in throttle admits, in any minute, five failures of a login name from an address and fifty failures of
 * an address over all login names, in the memory of one node. For other rules, or for nodes that count together, put an
 * implementation into the WAR and name it in {@code META-INF/services/org.authfilter.spi.SignInThrottle}.
 *
 * <p>Implementations must be thread-safe. For each admitted attempt {@link #ended} is called exactly once, unless the
 * server dies. To limit simultaneous guesses, count an attempt under way like a failure. An exception of an
 * implementation is logged, and the built-in throttle decides about that attempt.
 */
public interface SignInThrottle {

    /** The end of an attempt. */
    enum Outcome {
        /** The provider issued tokens. */
        SUCCEEDED,
        /** The provider rejected the credentials. */
        FAILED,
        /** The provider did not decide: it was unavailable, or its response was unusable. */
        UNDECIDED
    }

    /**
     * Decides whether the provider may be called. Runs on the thread of the request, which waits for it.
     *
     * @param attempt the attempt that is about to be made
     * @return zero to admit it; otherwise it is refused with 429, and this time, in seconds rounded up, is the
     *     {@code Retry-After} (RFC 9110, section 10.2.3)
     */
    Duration admit(SignInAttempt attempt);

    /**
     * Takes note of the end of an admitted attempt. Runs on the thread of the request or, where the provider responds
     * too late for it, on a thread without a request.
     *
     * @param attempt equal to the admitted one
     * @param outcome the decision of the provider
     */
    void ended(SignInAttempt attempt, Outcome outcome);
}
