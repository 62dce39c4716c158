package org.authfilter.internal.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;

/**
 * The built-in throttle, in the memory of this node. It has two limits, each counted over one minute: five failures for
 * one login name from one address, and fifty failures for one address over all login names. The first stops guessing of
 * passwords, the second stops trying one password with many names. For IPv6, an address is its first 64 bits. A success
 * clears the failures of its name, but not those of its address.
 *
 * <p>An attempt that has not ended yet counts as a failure. An attempt that is over a limit only because of these waits
 * until they end: many correct sign-ins at the same time are all admitted, and of many wrong ones five.
 *
 * <p>Memory is bounded: ten thousand names and ten thousand addresses. Those at their limit are forgotten last. Thread-safe.
 */
public final class MemorySignInThrottle implements SignInThrottle {

    static final int FAILURES_OF_A_NAME = 5;
    static final int FAILURES_OF_AN_ADDRESS = 50;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Duration patience;
    private final InstantSource timer;
    private final AttemptKeys keys = new AttemptKeys();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition attemptEnded = lock.newCondition();
    private final FailureBudgets names = new FailureBudgets(FAILURES_OF_A_NAME);
    private final FailureBudgets addresses = new FailureBudgets(FAILURES_OF_AN_ADDRESS);

    /**
     * Has no failures yet.
     *
     * @param patience how long a request waits for attempts under way
     */
    public MemorySignInThrottle(Duration patience, InstantSource timer) {
        this.patience = patience;
        this.timer = timer;
    }

    @Override
    public Duration admit(SignInAttempt attempt) {
        String name = keys.ofName(attempt);
        String address = keys.ofAddress(attempt);
        lock.lock();
        try {
            return admit(name, address);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return SECOND;
        } finally {
            lock.unlock();
        }
    }

    private Duration admit(String name, String address) throws InterruptedException {
        long nanosLeft = patience.toNanos();
        while (true) {
            Instant now = timer.instant();
            FailureBudget ofName = names.of(name);
            FailureBudget ofAddress = addresses.of(address);
            if (ofName.hasRoom(now) && ofAddress.hasRoom(now)) {
                ofName.begin();
                ofAddress.begin();
                names.keep(name, ofName, now);
                addresses.keep(address, ofAddress, now);
                return Duration.ZERO;
            }
            if (nanosLeft <= 0 || !mayGetRoom(ofName, now) || !mayGetRoom(ofAddress, now)) {
                return longer(ofName.retryAfter(now), ofAddress.retryAfter(now));
            }
            nanosLeft = attemptEnded.awaitNanos(nanosLeft);
        }
    }

    private static boolean mayGetRoom(FailureBudget budget, Instant now) {
        return budget.hasRoom(now) || budget.mayGetRoom(now);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void ended(SignInAttempt attempt, Outcome outcome) {
        String name = keys.ofName(attempt);
        String address = keys.ofAddress(attempt);
        // One user's success must not clear the failures of other names: an attacker may have an account.
        Outcome ofAddress = outcome == Outcome.SUCCEEDED ? Outcome.UNDECIDED : outcome;
        lock.lock();
        try {
            end(names, name, outcome);
            end(addresses, address, ofAddress);
            attemptEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void end(FailureBudgets budgets, String key, Outcome outcome) {
        Instant now = timer.instant();
        FailureBudget budget = budgets.of(key);
        budget.end(outcome, now);
        budgets.keep(key, budget, now);
    }

    /** How many requests wait for attempts under way. */
    int waiting() {
        lock.lock();
        try {
            return lock.getWaitQueueLength(attemptEnded);
        } finally {
            lock.unlock();
        }
    }

    /** How many names and addresses are remembered. */
    int size() {
        lock.lock();
        try {
            return names.size() + addresses.size();
        } finally {
            lock.unlock();
        }
    }
}
