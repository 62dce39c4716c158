package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.jspecify.annotations.Nullable;

/** Stores the new token set of a refresh on the thread of a request, or leaves that to the node that has just obtained it. */
final class ResultStorage {

    /** Most nodes have stored a token set this long after they have obtained it. */
    private static final Duration TIME_TO_STORE = Duration.ofSeconds(5);

    private final RefreshParts parts;
    private final SessionStore store;

    ResultStorage(RefreshParts parts, SessionStore store) {
        this.parts = parts;
        this.store = store;
    }

    /**
     * Stores the token set unless the session has changed, or another node is about to store it.
     *
     * @param current the session with the token set that was sent
     * @return the session that the request may continue with; {@code null} if it has ended
     */
    @Nullable
    UserSession store(PendingRefresh refresh, Granted granted, UserSession current) {
        boolean isLeft = isLeftToItsNode(refresh, granted, current);
        UserSession stored = store.update(
                current.id(),
                latest -> Optional.of(latest)
                        .filter(session -> !isLeft && session.tokens().isSameAs(current.tokens()))
                        .map(session -> withGranted(session, granted)));
        if (stored == null) {
            parts.termination().endedBeforeStore(store, current);
            return null;
        }
        if (stored.tokens().isSameAs(granted.tokens()) && store.storesForGood()) {
            markStored(refresh, current);
        }
        UserSession latest =
                isLeft && stored.tokens().isSameAs(current.tokens()) ? withGranted(stored, granted) : stored;
        if (latest.tokens().isSameAs(granted.tokens()) && refresh.claimReport()) {
            parts.reporter().stored(latest, granted);
        }
        return latest;
    }

    private void markStored(PendingRefresh refresh, UserSession sent) {
        if (!refresh.isStored()) {
            parts.shared().refreshed(sent);
        }
        refresh.markStored(parts.timer().instant());
    }

    /**
     * Whether another node has just obtained the token set, and should be the only one that stores it. Until it has, each
     * request here finds that the old token set is due, and the new one in the shared store.
     */
    private boolean isLeftToItsNode(PendingRefresh refresh, Granted granted, UserSession current) {
        return granted instanceof Issued
                && refresh.shared().hasResultOfAnotherNode()
                && store.prefersOneWriter()
                && store.timeout() != null
                && isRecent(refresh, granted)
                && parts.isDue(current)
                && !parts.isDue(withGranted(current, granted));
    }

    /** By the clocks of both nodes, because they may differ. */
    private boolean isRecent(PendingRefresh refresh, Granted granted) {
        Instant obtained = granted.tokens().obtainedAt();
        Instant found = refresh.completion().join().at();
        return parts.clock().instant().isBefore(obtained.plus(TIME_TO_STORE))
                && parts.timer().instant().isBefore(found.plus(TIME_TO_STORE));
    }

    private static UserSession withGranted(UserSession session, Granted granted) {
        UserSession refreshed = session.withTokens(granted.tokens());
        return granted instanceof Issued issued
                ? refreshed.withUser(issued.update().applyTo(session.user()))
                : refreshed;
    }
}
