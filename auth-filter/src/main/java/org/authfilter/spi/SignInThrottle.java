package org.authfilter.spi;

import java.time.Duration;

/**
 * Keeps those off who guess passwords: asked before each call of a credentials provider, told of each outcome. The
 * built-in one admits five failures of a login name from an address in any minute, in the memory of one node. For other
 * rules, or for nodes that count together, put an implementation into the WAR, named in
 * {@code META-INF/services/org.authfilter.spi.SignInThrottle}.
 *
 * <p>Implementations are thread-safe. Whoever is admitted is {@link #ended} exactly once, unless the server dies. To
 * keep guesses off that are sent all at once, count an attempt under way like a failure. What an implementation throws
 * is logged, and the built-in throttle judges that attempt.
 */
public interface SignInThrottle {

    /** How an attempt ended. */
    enum Outcome {
        /** The provider issued tokens. */
        SUCCEEDED,
        /** The provider refused the credentials. */
        FAILED,
        /** The provider gave no verdict on the credentials: it was down, or its answer was of no use. */
        UNDECIDED
    }

    /**
     * Says whether the provider may be asked. Called on the thread of the request, which waits for the answer.
     *
     * @param attempt what is about to be tried
     * @return zero to admit it; otherwise it is refused with 429, and this is its {@code Retry-After}, in seconds
     *     rounded up (RFC 9110, section 10.2.3)
     */
    Duration admit(SignInAttempt attempt);

    /**
     * Learns how an attempt that was admitted has ended. Called on the thread of the request, or, where the provider
     * answers too late for it, on a thread that has no request.
     *
     * @param attempt equal to the one that was admitted
     * @param outcome what the provider said
     */
    void ended(SignInAttempt attempt, Outcome outcome);
}
