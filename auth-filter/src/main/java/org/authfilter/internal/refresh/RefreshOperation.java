package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.authfilter.ErrorCode;
import org.authfilter.event.SignedOut;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unverified;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.AuthenticationResult.Unauthenticated;
import org.authfilter.internal.refresh.PendingRefresh.Completion;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;

/**
 * One request's way through a refresh: board the refresh of the token set; if nobody else flies it, read the session
 * again and call the issuer; wait; store the answer if the session still holds what was sent (R5). Whenever the session
 * turns out to have changed, the way starts anew with what it holds now.
 */
final class RefreshOperation {

    private static final Duration SHORT_WHILE = Duration.ofSeconds(1);
    private static final int MOST_ROUNDS_IN_VAIN = 8;

    private final Parts parts;
    private final SessionStore store;
    private final boolean forced;

    /** What all refreshes of an application share. */
    record Parts(
            Map<String, ? extends TokenProvider> providers,
            Duration margin,
            InFlightRefreshes refreshes,
            RefreshSender sender,
            RefreshWait waiting,
            SessionTermination termination,
            RefreshReporter reporter,
            Clock clock) {}

    /**
     * Starts nothing yet.
     *
     * @param forced whether a new token set is wanted, whatever the expiry of the present one
     */
    RefreshOperation(Parts parts, SessionStore store, boolean forced) {
        this.parts = parts;
        this.store = store;
        this.forced = forced;
    }

    AuthenticationResult of(UserSession seen) {
        UserSession current = seen;
        int roundsInVain = 0;
        while (roundsInVain < MOST_ROUNDS_IN_VAIN) {
            Optional<AuthenticationResult> outcome = attempt(current);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            UserSession next = store.load();
            if (next == null || !next.continues(seen)) {
                return new Unauthenticated();
            }
            if (!forced && !isDue(next)) {
                return new Authenticated(next);
            }
            roundsInVain = holds(current.tokens()).test(next) ? roundsInVain + 1 : 0;
            current = next;
        }
        return useOrPostpone(current, ErrorCode.TEMPORARILY_UNAVAILABLE, SHORT_WHILE);
    }

    /** One round; empty if the session has changed meanwhile. */
    private Optional<AuthenticationResult> attempt(UserSession current) {
        TokenProvider provider = parts.providers().get(current.provider());
        Instant now = parts.clock().instant();
        if (provider == null || !isOfFurtherUse(current.tokens(), provider, now)) {
            return withoutRefresh(current, now);
        }
        Optional<Instant> leftAloneUntil = leftAloneUntil(current, now);
        if (leftAloneUntil.isPresent()) {
            Duration wait = Duration.between(now, leftAloneUntil.get());
            return Optional.of(useOrPostpone(current, ErrorCode.TEMPORARILY_UNAVAILABLE, wait));
        }
        InFlightRefreshes.Joined joined = parts.refreshes().join(current.id(), current.tokens(), now);
        return joined.isNew() ? start(joined.pending(), current, provider) : follow(joined.pending(), current);
    }

    private static boolean isOfFurtherUse(TokenSet tokens, TokenProvider provider, Instant now) {
        return tokens.awaitsVerification(now) || (provider.canRefresh() && tokens.isRefreshable(now));
    }

    /**
     * Inside the margin another node may be refreshing the token set that it obtained, or have died with the answer: what
     * is perhaps spent is not presented while the access token works (R9).
     */
    private Optional<Instant> leftAloneUntil(UserSession current, Instant now) {
        return Optional.ofNullable(current.tokens().usableUntil())
                .filter(runsOut -> now.isBefore(runsOut)
                        && isDue(current)
                        && !current.tokens().awaitsVerification(now)
                        && store.isOwnedElsewhere());
    }

    /** Without a way to refresh, a token set is used up and then the session ends (R12). */
    private Optional<AuthenticationResult> withoutRefresh(UserSession current, Instant now) {
        if (!current.tokens().isExpired(now)) {
            return Optional.of(new Authenticated(current));
        }
        parts.reporter().notRefreshable(current);
        return parts.termination().endIf(store, current, holds(current.tokens()), SignedOut.Reason.EXPIRED)
                ? Optional.of(new SessionEnded(ErrorCode.SESSION_EXPIRED))
                : Optional.empty();
    }

    private Optional<AuthenticationResult> start(PendingRefresh pending, UserSession current, TokenProvider provider) {
        if (!isStillToBeSent(pending, current)) {
            return Optional.empty();
        }
        Optional<Duration> held = parts.sender().send(pending, provider, forced);
        return held.isPresent()
                ? Optional.of(useOrPostpone(current, ErrorCode.TEMPORARILY_UNAVAILABLE, held.get()))
                : await(pending, current);
    }

    /** Reads the session once more; otherwise, or if it can't be read, the refresh is abandoned: nobody waits for it. */
    private boolean isStillToBeSent(PendingRefresh pending, UserSession current) {
        boolean isThere = false;
        try {
            UserSession again = store.load();
            isThere = again != null
                    && again.id().equals(current.id())
                    && holds(pending.sent()).test(again);
            return isThere;
        } finally {
            if (!isThere) {
                pending.abandon(parts.clock().instant());
            }
        }
    }

    /** Inside the margin nobody waits for another one's refresh (R3). */
    private Optional<AuthenticationResult> follow(PendingRefresh pending, UserSession current) {
        return needsNoAnswer(current) && !pending.completion().isDone()
                ? Optional.of(new Authenticated(current))
                : await(pending, current);
    }

    private Optional<AuthenticationResult> await(PendingRefresh pending, UserSession current) {
        Optional<Completion> completion = needsNoAnswer(current)
                ? parts.waiting().awaitBriefly(pending)
                : parts.waiting().await(pending);
        return completion.isPresent()
                ? apply(pending, completion.get(), current)
                : Optional.of(useOrPostpone(current, ErrorCode.TEMPORARILY_UNAVAILABLE, SHORT_WHILE));
    }

    /** Makes of a refresh's result what it means for this request, on this request's thread. */
    private Optional<AuthenticationResult> apply(PendingRefresh pending, Completion completion, UserSession current) {
        TokenResult result = completion.result();
        if (result == null) {
            return Optional.empty();
        }
        if (result instanceof Granted granted) {
            return store(pending, granted, current);
        }
        Failure failure = (Failure) result;
        if (pending.firstToReport()) {
            parts.reporter().failed(current, failure);
        }
        if (failure instanceof Rejected) {
            return end(pending, current);
        }
        return Optional.of(useOrPostpone(
                current, errorOf(failure), Duration.between(parts.clock().instant(), completion.again())));
    }

    private Optional<AuthenticationResult> store(PendingRefresh pending, Granted granted, UserSession current) {
        UserSession stored = store.update(
                current.id(),
                held -> Optional.of(held).filter(holds(pending.sent())).map(sent -> refreshed(sent, granted)));
        if (stored == null) {
            parts.termination().endedMeanwhile(store, current);
            return Optional.empty();
        }
        boolean isOurs = stored.tokens().isSameAs(granted.tokens());
        if (isOurs && store.storesForGood()) {
            pending.stored(parts.clock().instant());
        }
        if (isOurs && pending.firstToReport()) {
            parts.reporter().stored(stored, granted);
        }
        if (isOurs && granted instanceof Unverified unverified) {
            return Optional.of(useOrPostpone(stored, errorOf(unverified.why()), SHORT_WHILE));
        }
        return isDue(stored) ? Optional.empty() : Optional.of(new Authenticated(stored));
    }

    private Optional<AuthenticationResult> end(PendingRefresh pending, UserSession current) {
        boolean endedHere =
                parts.termination().endIf(store, current, holds(pending.sent()), SignedOut.Reason.REFRESH_REJECTED);
        UserSession now = endedHere ? null : store.load();
        return now != null && now.id().equals(current.id())
                ? Optional.empty()
                : Optional.of(new SessionEnded(ErrorCode.REFRESH_ACCESS_TOKEN_ERROR));
    }

    /** A valid token is used on; an expired one, or a refresh that was demanded, has to be tried again later (R9). */
    private AuthenticationResult useOrPostpone(UserSession current, ErrorCode error, Duration retryAfter) {
        return needsNoAnswer(current) ? new Authenticated(current) : new TokenUnavailable(current, error, retryAfter);
    }

    private static ErrorCode errorOf(Failure failure) {
        return failure instanceof Misconfigured ? ErrorCode.CONFIGURATION : ErrorCode.TEMPORARILY_UNAVAILABLE;
    }

    private boolean needsNoAnswer(UserSession session) {
        return !forced && !session.tokens().isExpired(parts.clock().instant());
    }

    private boolean isDue(UserSession session) {
        return session.tokens().expiresWithin(parts.margin(), parts.clock().instant());
    }

    private static UserSession refreshed(UserSession session, Granted granted) {
        UserSession refreshed = session.withTokens(granted.tokens());
        return granted instanceof Issued issued && issued.user() != null
                ? refreshed.withUser(issued.user())
                : refreshed;
    }

    private static Predicate<UserSession> holds(TokenSet tokens) {
        return session -> session.tokens().isSameAs(tokens);
    }
}
