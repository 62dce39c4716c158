package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.refresh.PendingRefresh.Completion;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * The pending and the retained refreshes of all sign-ins on this node: the single flight. One refresh presents a token
 * set; a request with the same token set joins that refresh, or gets its result as long as it is retained (R6).
 * All times are those of a clock that is never set back. Thread-safe.
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
     * The refresh that a request has joined.
     *
     * @param isNew whether this request has to start it; otherwise it follows
     */
    record Joined(PendingRefresh refresh, boolean isNew) {}

    /** Joins the refresh of this token set. It is a new one if there is none, or if the last one may be repeated. */
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
        PendingRefresh last = find(refreshes, tokens);
        if (last != null && !isRepeatable(last, now)) {
            return new Joined(last, false);
        }
        PendingRefresh next = new PendingRefresh(tokens, last == null ? 0 : last.failuresBefore() + failures(last));
        refreshes.remove(last);
        refreshes.add(next);
        return new Joined(next, true);
    }

    private static @Nullable PendingRefresh find(List<PendingRefresh> refreshes, TokenSet tokens) {
        for (PendingRefresh refresh : refreshes) {
            if (refresh.hasPresented(tokens)) {
                return refresh;
            }
        }
        return null;
    }

    private static boolean isRepeatable(PendingRefresh refresh, Instant now) {
        Completion completion = refresh.completion().getNow(null);
        if (completion == null) {
            return false;
        }
        TokenResult result = completion.result();
        return result == null || (result instanceof Transient && !now.isBefore(completion.retryAt()));
    }

    private static int failures(PendingRefresh refresh) {
        Completion completion = refresh.completion().getNow(null);
        return completion != null && completion.result() instanceof Transient ? 1 : 0;
    }

    /** Removes a sign-in that has ended, and returns its refreshes: no request will join them any more. */
    List<PendingRefresh> remove(String signInId) {
        List<PendingRefresh> refreshes = refreshesBySignIn.remove(signInId);
        return refreshes == null ? List.of() : List.copyOf(refreshes);
    }

    /** Captured work refreshes on and on while no request stores a result: joins the refreshes of such a chain. */
    private void shorten(List<PendingRefresh> refreshes, Instant now) {
        for (PendingRefresh next : List.copyOf(refreshes)) {
            for (PendingRefresh before : List.copyOf(refreshes)) {
                TokenSet between = before.unstored();
                if (between != null && between.isSameAs(next.sent()) && next.isOutOfRetention(now, retention)) {
                    refreshes.remove(before);
                    refreshes.remove(next);
                    refreshes.add(before.followedBy(next));
                    break;
                }
            }
        }
    }

    /** Completes when all refreshes that are under way now have ended. */
    CompletableFuture<Void> ends() {
        List<CompletableFuture<?>> ends = new ArrayList<>();
        for (String signInId : refreshesBySignIn.keySet()) {
            refreshesBySignIn.computeIfPresent(signInId, (id, refreshes) -> {
                refreshes.forEach(refresh -> ends.add(refresh.completion()));
                return refreshes;
            });
        }
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    /** The number of refreshes that are kept. */
    int size() {
        return refreshesBySignIn.values().stream().mapToInt(List::size).sum();
    }

    private void sweep(Instant now) {
        Instant due = nextSweep.get();
        if (now.isBefore(due) || !nextSweep.compareAndSet(due, now.plus(SWEEP_INTERVAL))) {
            return;
        }
        for (String signInId : refreshesBySignIn.keySet()) {
            refreshesBySignIn.computeIfPresent(signInId, (id, refreshes) -> {
                refreshes.removeIf(refresh -> refresh.isRemovable(now, retention));
                shorten(refreshes, now);
                return refreshes.isEmpty() ? null : refreshes;
            });
        }
    }
}
