package org.authfilter.internal.refresh;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.refresh.RefreshClaim.State;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.session.UserSession;
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

    private final String signInId;
    private final @Nullable Cluster cluster;
    private final @Nullable TokenEncryption encryption;
    private final Duration kept;

    /**
     * Ends nothing yet.
     *
     * @param cluster {@code null}: this node is alone
     * @param encryption {@code null}: the results of other nodes can't be read
     * @param kept how long no node can refresh the token set
     */
    SignInEnd(String signInId, @Nullable Cluster cluster, @Nullable TokenEncryption encryption, Duration kept) {
        this.signInId = signInId;
        this.cluster = cluster;
        this.encryption = encryption;
        this.kept = kept;
    }

    /**
     * From now on no node refreshes {@code last}; a node that is refreshing it revokes what it gets. If a node has refreshed
     * it before, that node may store the session again, so the sign-in is ended on all nodes. Waits 250 ms at most.
     *
     * @param last the token set that the session had on this node
     * @return the newest token set that came after it, to be revoked; {@code null}: none
     */
    @Nullable
    TokenSet endRefreshes(TokenSet last) {
        if (cluster == null) {
            return null;
        }
        TokenSet newest = cluster.store().callOr(last, store -> endAll(cluster, store, last));
        if (newest.isSameAs(last)) {
            return null;
        }
        try {
            cluster.endSignIn().accept(signInId);
        } catch (RuntimeException unavailable) {
            LOG.log(
                    Level.WARNING,
                    "Other nodes do not know that a session has ended: {0}",
                    unavailable.getClass().getName());
        }
        return newest;
    }

    private TokenSet endAll(Cluster nodes, SharedStore store, TokenSet last) {
        TokenSet newest = last;
        TokenSet next = last;
        while (next != null) {
            newest = next;
            String key = SharedRefreshes.key(nodes.store(), UserSession.tokenSetId(signInId, next));
            next = result(key, replaced(store, key));
        }
        return newest;
    }

    /** Returns what the store had before; {@code null}: nothing, or the end of the session. */
    private @Nullable RefreshClaim replaced(SharedStore store, String key) {
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

    private @Nullable TokenSet result(String key, @Nullable RefreshClaim claim) {
        return claim != null
                        && encryption != null
                        && claim.state() == State.DONE
                        && SharedResult.decrypt(claim.payload(), encryption.forPurpose(key)) instanceof Granted granted
                ? granted.tokens()
                : null;
    }
}
