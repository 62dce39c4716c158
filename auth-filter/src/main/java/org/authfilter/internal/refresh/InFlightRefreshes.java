package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * The refreshes of all sign-ins on this server. A token set is presented by one refresh only; whoever comes with the same
 * set joins that refresh, or gets what came of it for as long as it is retained (R6).
 */
final class InFlightRefreshes {

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);

    private final ConcurrentHashMap<String, List<PendingRefresh>> refreshesBySignIn = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);
    private final Duration retention;

    InFlightRefreshes(Duration retention) {
        this.retention = retention;
    }

    /**
     * The place of a caller.
     *
     * @param isNew whether the caller has to see to it that the refresh lands
     */
    record Joined(PendingRefresh pending, boolean isNew) {}

    /** Boards the refresh of this token set, a new one if there is none or the last one may be repeated. */
    Joined join(String signInId, TokenSet tokens, Instant now) {
        sweep(now);
        AtomicReference<@Nullable Joined> joined = new AtomicReference<>();
        refreshesBySignIn.compute(signInId, (id, known) -> {
            List<PendingRefresh> refreshes = known == null ? new ArrayList<>(1) : known;
            joined.set(join(refreshes, tokens, now));
            return refreshes;
        });
        return Objects.requireNonNull(joined.get());
    }

    private static Joined join(List<PendingRefresh> refreshes, TokenSet tokens, Instant now) {
        PendingRefresh last = pendingOf(refreshes, tokens);
        if (last != null && !isOver(last, now)) {
            return new Joined(last, false);
        }
        PendingRefresh next = new PendingRefresh(tokens, last == null ? 0 : last.attempt() + failures(last));
        refreshes.remove(last);
        refreshes.add(next);
        return new Joined(next, true);
    }

    private static @Nullable PendingRefresh pendingOf(List<PendingRefresh> refreshes, TokenSet tokens) {
        for (PendingRefresh pending : refreshes) {
            if (pending.sent().isSameAs(tokens)) {
                return pending;
            }
        }
        return null;
    }

    private static boolean isOver(PendingRefresh pending, Instant now) {
        PendingRefresh.Completion completed = pending.completion().getNow(null);
        if (completed == null) {
            return false;
        }
        TokenResult result = completed.result();
        return result == null || (result instanceof Transient && !now.isBefore(completed.again()));
    }

    private static int failures(PendingRefresh pending) {
        PendingRefresh.Completion completed = pending.completion().getNow(null);
        return completed != null && completed.result() instanceof Transient ? 1 : 0;
    }

    /** Forgets a sign-in that has ended; the refreshes that nobody will ask for any more are returned. */
    List<PendingRefresh> forget(String signInId) {
        List<PendingRefresh> refreshes = refreshesBySignIn.remove(signInId);
        return refreshes == null ? List.of() : List.copyOf(refreshes);
    }

    private void sweep(Instant now) {
        Instant due = nextSweep.get();
        if (now.isBefore(due) || !nextSweep.compareAndSet(due, now.plus(SWEEP_INTERVAL))) {
            return;
        }
        for (String signInId : refreshesBySignIn.keySet()) {
            refreshesBySignIn.computeIfPresent(signInId, (id, refreshes) -> {
                refreshes.removeIf(pending -> pending.isForgettable(now, retention));
                return refreshes.isEmpty() ? null : refreshes;
            });
        }
    }
}
