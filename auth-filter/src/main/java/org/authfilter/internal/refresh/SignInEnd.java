package org.authfilter.internal.refresh;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
 * nothing of it. Thread-safe.
 */
final class SignInEnd {

    private static final Logger LOG = System.getLogger("org.authfilter.refresh");

    private static final int MOST_TRIES = 20;

    /** Far below what {@link SharedStoreClient} waits for a call: many results must not look like a store that is down. */
    private static final Duration LONGEST_SEARCH = Duration.ofMillis(100);

    private final @Nullable Cluster cluster;
    private final @Nullable TokenEncryption encryption;
    private final Duration kept;

    /**
     * Ends nothing yet.
     *
     * @param cluster {@code null}: this node is alone
     * @param encryption {@code null}: the results of other nodes can't be read
     * @param kept how long the shared store has the end
     */
    SignInEnd(@Nullable Cluster cluster, @Nullable TokenEncryption encryption, Duration kept) {
        this.cluster = cluster;
        this.encryption = encryption;
        this.kept = kept;
    }

    /**
     * From now on no node refreshes the token set of {@code last}, or gets it in place of the one before; a node that is
     * refreshing it revokes what it gets. If a node has refreshed it already, that node may store the session again: the
     * sign-in is ended on all nodes then. Waits for two calls of the shared store at most.
     *
     * @param last the session as it was on this node
     * @param revoke gets the newest token set that has replaced that of {@code last}, if there is one; must not block
     */
    void endRefreshes(UserSession last, Consumer<TokenSet> revoke) {
        if (cluster == null) {
            return;
        }
        boolean isRefreshedElsewhere = cluster.store().callOr(false, store -> {
            if (last.replaced() != null) {
                end(store, SharedRefreshes.key(cluster.store(), last.replaced()));
            }
            return endNewest(cluster.store(), store, last, revoke);
        });
        if (isRefreshedElsewhere) {
            endOnAllNodes(cluster, last.id());
        }
    }

    private static void endOnAllNodes(Cluster nodes, String signInId) {
        try {
            nodes.endSignIn().accept(signInId);
        } catch (RuntimeException unavailable) {
            LOG.log(
                    Level.WARNING,
                    "Other nodes do not know that a session has ended: {0}",
                    unavailable.getClass().getName());
        }
    }

    /** Follows the results of other nodes to the newest token set; returns whether there is one, or may be one. */
    private boolean endNewest(
            SharedStoreClient client, SharedStore store, UserSession last, Consumer<TokenSet> revoke) {
        if (encryption == null) {
            RefreshClaim replaced = end(store, SharedRefreshes.key(client, last.tokenSetId()));
            return replaced != null && replaced.state() == State.DONE;
        }
        long start = System.nanoTime();
        TokenSet newest = null;
        TokenSet next = endAndFindNext(client, store, last, encryption);
        while (next != null) {
            newest = next;
            boolean isInTime = System.nanoTime() - start < LONGEST_SEARCH.toNanos();
            next = isInTime ? endAndFindNext(client, store, last.withTokens(newest), encryption) : null;
        }
        if (newest != null) {
            revoke.accept(newest);
        }
        return newest != null;
    }

    /** Returns the token set that has replaced the one of {@code session}; {@code null}: none. */
    private @Nullable TokenSet endAndFindNext(
            SharedStoreClient client, SharedStore store, UserSession session, TokenEncryption readable) {
        String key = SharedRefreshes.key(client, session.tokenSetId());
        RefreshClaim replaced = end(store, key);
        return replaced != null
                        && replaced.state() == State.DONE
                        && SharedResult.decrypt(replaced.payload(), readable.forPurpose(key)) instanceof Granted granted
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
