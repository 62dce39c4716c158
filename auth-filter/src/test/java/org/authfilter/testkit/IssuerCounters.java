package org.authfilter.testkit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The number of calls and of tokens of an issuer. Thread-safe. */
public final class IssuerCounters {

    enum Event {
        LOGIN,
        LOGIN_REFUSED,
        REFRESH,
        REFRESH_OK,
        REUSE,
        REVOCATION,
        KEY_READING,
        PROFILE_READING,
        API_CALL,
        API_CALL_WITHOUT_TOKEN,
        API_CALL_REFUSED
    }

    private final Map<Event, Integer> counts = new EnumMap<>(Event.class);

    /** Sign-ins that succeeded. */
    public int logins() {
        return count(Event.LOGIN);
    }

    /** Sign-ins whose credentials were refused. */
    public int loginsRefused() {
        return count(Event.LOGIN_REFUSED);
    }

    /** Calls of the refresh endpoint, whatever became of them. */
    public int refreshes() {
        return count(Event.REFRESH);
    }

    /** Refreshes that issued a token. */
    public int refreshesOk() {
        return count(Event.REFRESH_OK);
    }

    /** Refresh tokens that were presented though they were spent. */
    public int reuses() {
        return count(Event.REUSE);
    }

    /** Calls of the sign-out endpoint that revoked a family. */
    public int revocations() {
        return count(Event.REVOCATION);
    }

    /** Calls of the key set, whatever became of them. */
    public int keyReadings() {
        return count(Event.KEY_READING);
    }

    /** Calls of the profile, whatever became of them. */
    public int profileReadings() {
        return count(Event.PROFILE_READING);
    }

    /** Calls of the API, whatever they carried. */
    public int apiCalls() {
        return count(Event.API_CALL);
    }

    /** Calls of the API without an {@code Authorization} header. */
    public int apiCallsWithoutToken() {
        return count(Event.API_CALL_WITHOUT_TOKEN);
    }

    /** Calls of the API whose response was 401. */
    public int apiCallsRefused() {
        return count(Event.API_CALL_REFUSED);
    }

    /**
     * Waits until the refresh endpoint has been called {@code calls} times.
     *
     * @throws AssertionError if that does not happen within a minute
     */
    public void awaitRefreshes(int calls) throws InterruptedException {
        await(Event.REFRESH, calls);
    }

    /**
     * Waits until the credentials of {@code signIns} sign-ins were refused.
     *
     * @throws AssertionError if that does not happen within a minute
     */
    public void awaitLoginsRefused(int signIns) throws InterruptedException {
        await(Event.LOGIN_REFUSED, signIns);
    }

    /**
     * Waits until {@code revocations} families have been revoked at the sign-out endpoint.
     *
     * @throws AssertionError if that does not happen within a minute
     */
    public void awaitRevocations(int revocations) throws InterruptedException {
        await(Event.REVOCATION, revocations);
    }

    private synchronized void await(Event event, int times) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (count(event) < times) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new AssertionError("Waited for " + times + " times " + event + ", saw " + count(event));
            }
            wait(left);
        }
    }

    synchronized void add(Event event) {
        counts.merge(event, 1, Integer::sum);
        notifyAll();
    }

    private synchronized int count(Event event) {
        return counts.getOrDefault(event, 0);
    }

    @Override
    public synchronized String toString() {
        return counts.toString();
    }
}
