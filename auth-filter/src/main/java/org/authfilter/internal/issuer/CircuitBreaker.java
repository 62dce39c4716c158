package org.authfilter.internal.issuer;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of one provider, for refreshes and sign-ins together (R4).
 *
 * <ul>
 *   <li>closed: each call is sent, up to the limit of calls at the same time;
 *   <li>slow: the same, but a call is older than the patience, so a request needs a permit to wait;
 *   <li>open, after a timeout or a refused connection, or after 429 or 5xx for two sessions without a success between
 *       them: no call is sent;
 *   <li>half-open, as soon as the next probe is due: one call is sent, the others wait for its result.
 * </ul>
 *
 * <p>Each success closes it. It asks no clock and knows no thread. Not thread-safe.
 */
final class CircuitBreaker {

    private final Backoff backoff;
    private final ResponseTimes responseTimes;
    private final int maxCalls;
    private final Set<Call> underWay = new LinkedHashSet<>();
    private int failures;
    /** {@code null}: closed. */
    private @Nullable Instant nextProbe;

    private @Nullable Call probe;
    private @Nullable String sessionOfServerError;

    enum Decision {
        /** It is sent now. */
        SEND,
        /** It is sent as soon as another call has succeeded. */
        WAIT,
        /** It is not sent before the next probe is due. */
        REFUSE
    }

    /** A call that was sent. */
    static final class Call {

        private final @Nullable String session;
        private final Instant sentAt;
        /** Whether a call that was sent later has succeeded: then this one does not tell that the issuer is slow. */
        private boolean isOvertaken;

        private Call(@Nullable String session, Instant sentAt) {
            this.session = session;
            this.sentAt = sentAt;
        }
    }

    CircuitBreaker(Backoff backoff, ResponseTimes responseTimes, int maxCalls) {
        this.backoff = backoff;
        this.responseTimes = responseTimes;
        this.maxCalls = maxCalls;
    }

    /** Whether a further call is sent at {@code now}. The caller records the call if it is. */
    Decision decide(Instant now) {
        boolean hasCapacity = underWay.size() < maxCalls;
        if (nextProbe == null) {
            return hasCapacity ? Decision.SEND : Decision.WAIT;
        }
        if (hasCapacity && !now.isBefore(nextProbe)) {
            return Decision.SEND;
        }
        return probe == null ? Decision.REFUSE : Decision.WAIT;
    }

    /**
     * Records that a call is sent. If the breaker is not closed, the call is its probe.
     *
     * @param session whose call it is; {@code null} for a sign-in
     */
    Call sent(@Nullable String session, Instant now) {
        Call call = new Call(session, now);
        underWay.add(call);
        if (nextProbe != null) {
            probe = call;
            nextProbe = now.plus(backoff.step(failures));
        }
        return call;
    }

    /** Records that the issuer has processed a call or has rejected it. */
    void succeeded(Call call, Instant now) {
        for (Call earlier : underWay) {
            if (earlier.equals(call)) {
                break;
            }
            earlier.isOvertaken = true;
        }
        underWay.remove(call);
        responseTimes.add(Duration.between(call.sentAt, now));
        nextProbe = null;
        probe = null;
        failures = 0;
        sessionOfServerError = null;
    }

    /** Records that a call was not sent after all. */
    void notSent(Call call, Instant now) {
        underWay.remove(call);
        if (call.equals(probe)) {
            probe = null;
            nextProbe = now;
        }
    }

    /**
     * Records that a call has failed. Opens the breaker if the issuer could not be reached, or if a second session got a
     * server error.
     */
    void failed(Call call, Unavailable failure, Instant now) {
        underWay.remove(call);
        if (nextProbe != null) {
            failedWhileOpen(call, failure, now);
        } else if (failure.isUnreachable() || isServerErrorOfSecondSession(call, failure)) {
            nextProbe = backoff.retryAt(failures++, now, now, retryAfter(call, failure));
        }
    }

    private void failedWhileOpen(Call call, Unavailable failure, Instant now) {
        if (call.equals(probe)) {
            probe = null;
            failures++;
        }
        Duration retryAfter = retryAfter(call, failure);
        if (retryAfter != null) {
            Instant requested = backoff.retryAt(0, now, now, retryAfter);
            nextProbe = nextProbe != null && requested.isBefore(nextProbe) ? nextProbe : requested;
        }
    }

    /** Backends respond with 429 or 5xx to names and passwords that a stranger invents: no user must wait for that. */
    private static boolean isServerErrorOfSession(Call call, Unavailable failure) {
        return call.session != null && failure.isServerError();
    }

    private boolean isServerErrorOfSecondSession(Call call, Unavailable failure) {
        if (!isServerErrorOfSession(call, failure)) {
            return false;
        }
        String first = sessionOfServerError;
        if (first == null) {
            sessionOfServerError = call.session;
            return false;
        }
        return !first.equals(call.session);
    }

    private static @Nullable Duration retryAfter(Call call, Unavailable failure) {
        return isServerErrorOfSession(call, failure) ? failure.retryAfter() : null;
    }

    /** How many times all places for calls have to become free until a call behind {@code queued} other ones is sent. */
    int roundsBehind(int queued) {
        return (underWay.size() + queued) / maxCalls;
    }

    /** What a response of the issuer usually takes at most; zero while nothing is known. */
    Duration usualResponseTime() {
        return responseTimes.usual();
    }

    /** Whether the issuer is neither slow nor failing. */
    boolean isClosed(Instant now) {
        return nextProbe == null && !isSlow(now);
    }

    /** Whether a request that waits for a call needs a permit. */
    boolean isSlow(Instant now) {
        return untilSlow(now).isZero();
    }

    /** The time until the oldest call that counts is older than the patience; zero if it is. */
    Duration untilSlow(Instant now) {
        Instant oldest = now;
        for (Call call : underWay) {
            if (!call.isOvertaken) {
                oldest = call.sentAt;
                break;
            }
        }
        return untilSlow(oldest, now);
    }

    /** The time until a call that was sent at {@code sentAt} is older than the patience; zero if it is. */
    Duration untilSlow(Instant sentAt, Instant now) {
        Duration left = responseTimes.patience().minus(Duration.between(sentAt, now));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** The time until the next probe; zero if it is due or if the breaker is closed. */
    Duration untilProbe(Instant now) {
        return nextProbe == null || nextProbe.isBefore(now) ? Duration.ZERO : Duration.between(now, nextProbe);
    }
}
