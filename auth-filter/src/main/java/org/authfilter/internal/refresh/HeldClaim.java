package org.authfilter.internal.refresh;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.refresh.RefreshClaim.State;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * The claim of this node in the shared store, from the call of the issuer until its result has replaced the claim. Never
 * blocks. Thread-safe.
 */
final class HeldClaim {

    private static final Duration KEPT_IF_NOT_PROCESSED = Duration.ofMinutes(1);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(1500);
    private static final int MOST_WRITES = 200;
    private static final int MOST_TRIES = 20;

    private final SharedStoreClient client;
    private final String key;
    private final RefreshClaim claim;
    private final String holder;
    private final Duration kept;
    private volatile boolean isResultInStore;

    /**
     * Writes nothing yet.
     *
     * @param claim what the store has now
     * @param kept how long the store keeps the claim, and its result
     */
    HeldClaim(SharedStoreClient client, String key, RefreshClaim claim, String holder, Duration kept) {
        this.client = client;
        this.key = key;
        this.claim = claim;
        this.holder = holder;
        this.kept = kept;
    }

    /** Shows other nodes that the call of this one is still under way. */
    void extendDuring(CompletableFuture<?> call) {
        client.after(BETWEEN_WRITES, () -> extend(1, call));
    }

    private void extend(int count, CompletableFuture<?> call) {
        if (!call.isDone() && count < MOST_WRITES) {
            var unused = client.call(store -> {
                RefreshClaim found = RefreshClaim.parse(store.get(key));
                return found != null
                        && found.isHeldBy(holder)
                        && !call.isDone()
                        && store.replace(
                                key,
                                found.bytes(),
                                found.extended(holder, count).bytes(),
                                kept);
            });
            client.after(BETWEEN_WRITES, () -> extend(count + 1, call));
        }
    }

    /**
     * Writes the end of the refresh.
     *
     * @param payload the encrypted result
     * @param ifSessionEnded runs if another node has ended the session, even if that is found at a later attempt
     * @return what the store has then: this end, unless another node has taken the refresh over, or has ended the session.
     *     Completes exceptionally if the store fails: it is tried again meanwhile
     */
    CompletableFuture<@Nullable RefreshClaim> handOver(State state, byte[] payload, Runnable ifSessionEnded) {
        Duration endKept = state == State.NOT_PROCESSED ? KEPT_IF_NOT_PROCESSED : kept;
        return write(claim.ended(state, payload), endKept, ifSessionEnded, MOST_WRITES);
    }

    private CompletableFuture<@Nullable RefreshClaim> write(
            RefreshClaim end, Duration endKept, Runnable ifSessionEnded, int attemptsLeft) {
        return client.call(store -> write(end, endKept, store)).whenComplete((written, failed) -> {
            isResultInStore = failed == null && end.isSameAs(written);
            if (written != null && written.state() == State.SESSION_ENDED) {
                ifSessionEnded.run();
            }
            if (failed != null && attemptsLeft > 0) {
                client.after(BETWEEN_WRITES, () -> {
                    var unused = write(end, endKept, ifSessionEnded, attemptsLeft - 1);
                });
            }
        });
    }

    /** The claim may have been extended, or written by a call that seemed to fail, or not written at all. */
    private @Nullable RefreshClaim write(RefreshClaim end, Duration endKept, SharedStore store) {
        byte[] found = claim.bytes();
        for (int i = 0; i < MOST_TRIES && (found == null || isReplaceable(RefreshClaim.parse(found), end)); i++) {
            boolean isWritten = found == null
                    ? store.putIfAbsent(key, end.bytes(), endKept)
                    : store.replace(key, found, end.bytes(), endKept);
            if (isWritten) {
                return end;
            }
            found = store.get(key);
        }
        return RefreshClaim.parse(found);
    }

    private boolean isReplaceable(@Nullable RefreshClaim found, RefreshClaim end) {
        return found != null && (found.isHeldBy(holder) || found.isSameAs(end));
    }

    boolean isResultInStore() {
        return isResultInStore;
    }
}
