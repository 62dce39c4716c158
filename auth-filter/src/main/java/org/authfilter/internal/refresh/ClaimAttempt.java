package org.authfilter.internal.refresh;

import org.authfilter.internal.refresh.RefreshClaim.State;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one node to refresh a token set once in the whole cluster: the protocol, without any call. The node asks
 * the store, and {@link #next} decides what follows. Clocks of nodes are never compared: a claim has lapsed if this node
 * has seen it unchanged for the lease, by its own timer. Immutable.
 *
 * @param holder the name of this attempt; no other one has it
 * @param seen the claim of another node that this one waits for; {@code null}: none
 * @param since when {@code seen} was first seen, in nanoseconds of this node's timer
 */
record ClaimAttempt(String holder, @Nullable RefreshClaim seen, long since) {

    /** What an attempt does next. */
    enum Action {
        /** Write the claim of this step in place of what was found; ask again if it is not there any more. */
        WRITE,
        /** Ask again a little later. */
        WAIT,
        /** Call the issuer: the claim is this attempt's. */
        CALL,
        /** Use the result of another node. */
        USE
    }

    /** The next step, and the attempt from then on. */
    record Step(Action action, @Nullable RefreshClaim claim, ClaimAttempt attempt) {}

    /** Has seen nothing yet. */
    ClaimAttempt(String holder) {
        this(holder, null, 0);
    }

    /**
     * Decides the next step.
     *
     * @param found what the store has
     * @param mayRepeat whether a refresh token that was maybe processed may be presented (R9)
     * @param now by the timer of this node
     * @param lease how long a claim that does not change counts, in nanoseconds
     */
    Step next(@Nullable RefreshClaim found, boolean mayRepeat, long now, long lease) {
        if (found == null) {
            return step(Action.WRITE, RefreshClaim.first(holder));
        }
        if (found.isHeldBy(holder)) {
            return step(Action.CALL, found);
        }
        if (found.state() == State.CLAIMED) {
            return behind(found, mayRepeat, now, lease);
        }
        boolean isAwaited = seen != null && seen.number() == found.number();
        boolean isRepeatable =
                found.state() == State.NOT_PROCESSED || (found.state() == State.MAYBE_PROCESSED && mayRepeat);
        return isRepeatable && !isAwaited ? step(Action.WRITE, found.takenOver(holder)) : step(Action.USE, found);
    }

    private Step behind(RefreshClaim found, boolean mayRepeat, long now, long lease) {
        if (!found.isSameAs(seen)) {
            return new Step(Action.WAIT, null, new ClaimAttempt(holder, found, now));
        }
        if (now - since < lease) {
            return step(Action.WAIT, null);
        }
        return step(Action.WRITE, mayRepeat ? found.takenOver(holder) : found.lapsed());
    }

    private Step step(Action action, @Nullable RefreshClaim claim) {
        return new Step(action, claim, this);
    }
}
