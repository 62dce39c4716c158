package org.authfilter.internal.refresh;

import java.time.Duration;
import java.util.function.Consumer;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.refresh.RefreshClaim.State;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * The end of one sign-in for the refreshes of all nodes (R11). Without a shared store, and while it fails, other nodes learn
 * nothing of it here. Thread-safe.
 */
final class SignInEnd {

    private static final int MOST_TRIES = 20;

    private final @Nullable SharedStoreClient client;
    private final @Nullable TokenEncryption encryption;
    private final Duration kept;

    /**
     * Ends nothing yet.
     *
     * @param client {@code null}: this node is alone
     * @param encryption {@code null}: the results of other nodes can't be read
     * @param kept how long the shared store has the end
     */
    SignInEnd(@Nullable SharedStoreClient client, @Nullable TokenEncryption encryption, Duration kept) {
        this.client = client;
        this.encryption = encryption;
        this.kept = kept;
    }

    /**
     * From now on no node refreshes the token set of {@code last}, or gets it in place of the one before; a node that is
     * refreshing it revokes what it gets. Waits twice for the shared store, 250 ms each time at most.
     *
     * @param last the session as it was on this node
     * @param revoke gets the newest token set that has replaced that of {@code last}, if there is one; must not block
     */
    void endRefreshes(UserSession last, Consumer<TokenSet> revoke) {
        if (client == null) {
            return;
        }
        var unused = client.callOr(false, store -> endNewest(client, store, last, revoke));
        String replaced = last.replaced();
        if (replaced != null) {
            var ignored = client.callOr(false, store -> end(store, SharedRefreshes.key(client, replaced)) != null);
        }
    }

    /** Follows the results of other nodes to the newest token set; returns whether there is one. */
    private boolean endNewest(SharedStoreClient nodes, SharedStore store, UserSession last, Consumer<TokenSet> revoke) {
        long start = System.nanoTime();
        long longest = nodes.longestWait().dividedBy(2).toNanos();
        TokenSet newest = null;
        TokenSet next = endAndFindNext(nodes, store, last);
        while (next != null) {
            newest = next;
            boolean isInTime = System.nanoTime() - start < longest;
            next = isInTime ? endAndFindNext(nodes, store, last.withTokens(newest)) : null;
        }
        if (newest != null) {
            revoke.accept(newest);
        }
        return newest != null;
    }

    /** Returns the token set that has replaced the one of {@code session}; {@code null}: none that can be read. */
    private @Nullable TokenSet endAndFindNext(SharedStoreClient nodes, SharedStore store, UserSession session) {
        String key = SharedRefreshes.key(nodes, session.tokenSetId());
        RefreshClaim replaced = end(store, key);
        return replaced != null
                        && encryption != null
                        && replaced.state() == State.DONE
                        && SharedResult.decrypt(replaced.payload(), encryption.forPurpose(key))
                                instanceof Granted granted
                        && !granted.tokens().isSameAs(session.tokens())
                ? granted.tokens()
                : null;
    }

    /** Returns what the store had before; {@code null}: nothing, or the end of the session. */
    private @Nullable RefreshClaim end(SharedStore store, String key) {
        for (int i = 0; i < MOST_TRIES; i++) {
            byte[] bytes = store.get(key);
            RefreshClaim found = RefreshClaim.parse(bytes);
            if (found != null && found.state() == State.SESSION_ENDED) {
                return null;
            }
            byte[] end = RefreshClaim.sessionEnded(found).bytes();
            if (bytes == null ? store.putIfAbsent(key, end, kept) : store.replace(key, bytes, end, kept)) {
                return found;
            }
        }
        return null;
    }
}
