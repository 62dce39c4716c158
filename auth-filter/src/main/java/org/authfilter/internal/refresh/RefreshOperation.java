package org.authfilter.internal.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.authfilter.ErrorCode;
import org.authfilter.event.SignedOut;
import org.authfilter.internal.issuer.IssuerCalls;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.EndedElsewhere;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unverified;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.AuthenticationResult.Unauthenticated;
import org.authfilter.internal.refresh.InFlightRefreshes.Joined;
import org.authfilter.internal.refresh.PendingRefresh.Completion;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;

/**
 * The refresh of a token set as one request sees it, steps 5 to 7 of the request path: check and join
 * ({@code attempt}); re-read, check and send ({@code start}), or wait for the request that does ({@code follow}); use the
 * result ({@code apply}), and store it ({@code store}) (R5). If the session turns out to have changed, the request
 * starts again with the changed session.
 */
final class RefreshOperation {

    private static final Duration MAX_WAIT_WITH_VALID_TOKEN = Duration.ofMillis(500);
    private static final Duration SHORT_RETRY_AFTER = Duration.ofSeconds(1);
    private static final int MAX_ROUNDS_WITHOUT_CHANGE = 8;

    private final RefreshParts parts;
    private final SessionStore store;
    private final boolean forced;

    /** The outcome of one round: either the result for the request, or another round. */
    private sealed interface Step {

        record Done(AuthenticationResult result) implements Step {}

        /** The session has changed, or the refresh was abandoned: read the session and start again. */
        record Retry() implements Step {}
    }

    /**
     * Sends nothing yet.
     *
     * @param forced whether the token set is refreshed whatever its expiry
     */
    RefreshOperation(RefreshParts parts, SessionStore store, boolean forced) {
        this.parts = parts;
        this.store = store;
        this.forced = forced;
    }

    AuthenticationResult run(UserSession first) {
        UserSession current = first;
        int roundsWithoutChange = 0;
        while (roundsWithoutChange < MAX_ROUNDS_WITHOUT_CHANGE) {
            if (attempt(current) instanceof Step.Done done) {
                return done.result();
            }
            UserSession next = store.load();
            if (next == null || !next.continues(first)) {
                return new Unauthenticated();
            }
            if (!forced && !parts.isDue(next)) {
                return new Authenticated(next);
            }
            roundsWithoutChange = stillHas(current.tokens()).test(next) ? roundsWithoutChange + 1 : 0;
            current = next;
        }
        return useOrPostpone(current, ErrorCode.TEMPORARILY_UNAVAILABLE, SHORT_RETRY_AFTER);
    }

    // (5) The first check, and (6) the join.
    private Step attempt(UserSession current) {
        TokenProvider provider = parts.providers().get(current.provider());
        Instant now = parts.clock().instant();
        if (provider == null || !parts.canRefresh(current, provider)) {
            return useUpOrEnd(current, now);
        }
        Optional<Instant> reservedUntil = reservedUntil(current, now);
        if (reservedUntil.isPresent() && !parts.shared().areShared()) {
            return postpone(current, Duration.between(now, reservedUntil.get()));
        }
        Joined joined = parts.inFlight()
                .join(current.id(), current.tokens(), parts.timer().instant());
        return joined.isNew() ? start(joined.refresh(), current, provider) : follow(joined.refresh(), current);
    }

    /** A token set that can't be refreshed is used until it expires; then the session ends (R12). */
    private Step useUpOrEnd(UserSession current, Instant now) {
        if (!current.tokens().isExpired(now)) {
            return new Step.Done(new Authenticated(current));
        }
        parts.reporter().cannotRefresh(current);
        return parts.termination().endIf(store, current, stillHas(current.tokens()), SignedOut.Reason.EXPIRED)
                ? new Step.Done(new SessionEnded(ErrorCode.SESSION_EXPIRED))
                : new Step.Retry();
    }

    /**
     * (R20) The time until which only the node that obtained the token set may refresh it. That node may be refreshing it now,
     * or may have stopped before it stored the response: the refresh token may be used already, so it is not presented
     * while the access token is valid (R9).
     */
    private Optional<Instant> reservedUntil(UserSession current, Instant now) {
        return Optional.ofNullable(current.tokens().usableUntil())
                .filter(expiry ->
                        now.isBefore(expiry) && !current.tokens().awaitsVerification(now) && store.isOwnedElsewhere());
    }

    // (6) The request that starts the refresh: re-read, check, send.
    private Step start(PendingRefresh refresh, UserSession current, TokenProvider provider) {
        if (!isUnchanged(refresh, current)) {
            return new Step.Retry();
        }
        Instant reservedUntil = reservedUntil(current, parts.clock().instant()).orElse(null);
        // With a shared store, the refresh of this token set is claimed there before it is sent
        TokenProvider once = parts.shared().once(refresh, provider, store, current, reservedUntil);
        parts.sender().send(refresh, current.id(), once, forced);
        return await(refresh, current);
    }

    /** Reads the session again. If it has changed or can't be read, the refresh is abandoned, so no request waits for it. */
    private boolean isUnchanged(PendingRefresh refresh, UserSession current) {
        boolean isUnchanged = false;
        try {
            UserSession latest = store.load();
            isUnchanged = latest != null
                    && latest.id().equals(current.id())
                    && stillHas(refresh.sent()).test(latest);
            return isUnchanged;
        } finally {
            if (!isUnchanged) {
                refresh.abandon(parts.timer().instant());
            }
        }
    }

    // (6) A request that joined: it waits only if its access token has expired (R3, R4).
    private Step follow(PendingRefresh refresh, UserSession current) {
        return canProceed(current) && !refresh.completion().isDone()
                ? new Step.Done(new Authenticated(current))
                : await(refresh, current);
    }

    private Step await(PendingRefresh refresh, UserSession current) {
        IssuerCalls issuer = parts.issuers().of(current.provider());
        boolean hadValidToken = canProceed(current);
        Optional<Completion> completion = hadValidToken
                ? issuer.awaitWhileClosed(
                        refresh.completion(), parts.issuers().permitsOfValidTokens(), MAX_WAIT_WITH_VALID_TOKEN)
                : issuer.await(
                        refresh.completion(), refresh.call(), parts.issuers().permits(), parts.deadline());
        if (completion.isPresent()) {
            return apply(refresh, completion.get(), current);
        }
        boolean hasExpiredMeanwhile = hadValidToken && !canProceed(current);
        return hasExpiredMeanwhile ? new Step.Retry() : postpone(current, SHORT_RETRY_AFTER);
    }

    // (7) The result, on the thread of this request.
    private Step apply(PendingRefresh refresh, Completion completion, UserSession current) {
        TokenResult result = completion.result();
        Duration retryAfter = Duration.between(parts.timer().instant(), completion.retryAt());
        if (result == null) {
            return completion.isRefused() ? postpone(current, retryAfter) : new Step.Retry();
        }
        if (result instanceof Granted granted) {
            return store(refresh, granted, current);
        }
        if (result instanceof EndedElsewhere) {
            parts.termination().endCopy(store, current);
            return new Step.Done(new SessionEnded(ErrorCode.SESSION_EXPIRED));
        }
        Failure failure = (Failure) result;
        if (refresh.claimReport()) {
            parts.reporter().failed(current, failure);
        }
        if (failure instanceof Rejected) {
            return end(refresh, current);
        }
        return new Step.Done(
                useOrPostpone(current, failure.errorCode(ErrorCode.REFRESH_ACCESS_TOKEN_ERROR), retryAfter));
    }

    // (7) Stores the new token set if the session still has the one that was sent (R5, R7).
    private Step store(PendingRefresh refresh, Granted granted, UserSession current) {
        UserSession latest = new ResultStorage(parts, store).store(refresh, granted, current);
        if (latest == null) {
            return new Step.Retry();
        }
        if (granted instanceof Unverified unverified && latest.tokens().isSameAs(granted.tokens())) {
            return new Step.Done(useOrPostpone(
                    latest, unverified.why().errorCode(ErrorCode.REFRESH_ACCESS_TOKEN_ERROR), SHORT_RETRY_AFTER));
        }
        return parts.isDue(latest) ? new Step.Retry() : new Step.Done(new Authenticated(latest));
    }

    // (7) The refresh token was rejected.
    private Step end(PendingRefresh refresh, UserSession current) {
        boolean endedHere =
                parts.termination().endIf(store, current, stillHas(refresh.sent()), SignedOut.Reason.REFRESH_REJECTED);
        UserSession latest = endedHere ? null : store.load();
        return latest != null && latest.id().equals(current.id())
                ? new Step.Retry()
                : new Step.Done(new SessionEnded(ErrorCode.REFRESH_ACCESS_TOKEN_ERROR));
    }

    private Step postpone(UserSession current, Duration retryAfter) {
        return new Step.Done(useOrPostpone(current, ErrorCode.TEMPORARILY_UNAVAILABLE, retryAfter));
    }

    /** Uses a valid token; the refresh of an expired one, or a forced refresh, has to be tried again later (R9). */
    private AuthenticationResult useOrPostpone(UserSession current, ErrorCode error, Duration retryAfter) {
        return canProceed(current) ? new Authenticated(current) : new TokenUnavailable(current, error, retryAfter);
    }

    private boolean canProceed(UserSession session) {
        return !forced && parts.isValid(session);
    }

    private static Predicate<UserSession> stillHas(TokenSet tokens) {
        return session -> session.tokens().isSameAs(tokens);
    }
}
