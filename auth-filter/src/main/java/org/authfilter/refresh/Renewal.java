package org.authfilter.refresh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.authfilter.ErrorCode;
import org.authfilter.SignedOut;
import org.authfilter.provider.TokenProvider;
import org.authfilter.provider.TokenResult;
import org.authfilter.provider.TokenResult.Failure;
import org.authfilter.provider.TokenResult.Granted;
import org.authfilter.provider.TokenResult.Issued;
import org.authfilter.provider.TokenResult.Misconfigured;
import org.authfilter.provider.TokenResult.Rejected;
import org.authfilter.provider.TokenResult.Unverified;
import org.authfilter.refresh.Flight.Landing;
import org.authfilter.refresh.Freshness.Anonymous;
import org.authfilter.refresh.Freshness.Ended;
import org.authfilter.refresh.Freshness.NotRenewed;
import org.authfilter.refresh.Freshness.Usable;
import org.authfilter.session.SessionStore;
import org.authfilter.session.UserSession;
import org.authfilter.token.TokenSet;

/**
 * One request's way through a renewal: board the flight of the token set; if nobody else flies it, read the session
 * again and call the issuer; wait; store the answer if the session still holds what was sent (R5). Whenever the session
 * turns out to have changed, the way starts anew with what it holds now.
 */
final class Renewal {

    private static final Duration SHORT_WHILE = Duration.ofSeconds(1);
    private static final int MOST_ROUNDS_IN_VAIN = 8;

    private final Parts parts;
    private final SessionStore store;
    private final boolean forced;

    /** What all renewals of an application share. */
    record Parts(
            Map<String, ? extends TokenProvider> providers,
            Duration margin,
            Renewals renewals,
            IssuerCalls issuerCalls,
            Waiting waiting,
            Endings endings,
            Reports reports,
            Clock clock) {}

    /**
     * Starts nothing yet.
     *
     * @param forced whether a new token set is wanted, whatever the expiry of the present one
     */
    Renewal(Parts parts, SessionStore store, boolean forced) {
        this.parts = parts;
        this.store = store;
        this.forced = forced;
    }

    Freshness of(UserSession seen) {
        UserSession current = seen;
        int roundsInVain = 0;
        while (roundsInVain < MOST_ROUNDS_IN_VAIN) {
            Optional<Freshness> outcome = attempt(current);
            if (outcome.isPresent()) {
                return outcome.get();
            }
            UserSession next = store.load();
            if (next == null || !next.continues(seen)) {
                return new Anonymous();
            }
            if (!forced && !isDue(next)) {
                return new Usable(next);
            }
            roundsInVain = holds(current.tokens()).test(next) ? roundsInVain + 1 : 0;
            current = next;
        }
        return goOnWith(current, ErrorCode.TEMPORARILY_UNAVAILABLE, SHORT_WHILE);
    }

    /** One round; empty if the session has changed meanwhile. */
    private Optional<Freshness> attempt(UserSession current) {
        TokenProvider provider = parts.providers().get(current.provider());
        Instant now = parts.clock().instant();
        if (provider == null || !isOfFurtherUse(current.tokens(), provider, now)) {
            return withoutRenewal(current, now);
        }
        Optional<Instant> leftAloneUntil = leftAloneUntil(current, now);
        if (leftAloneUntil.isPresent()) {
            Duration wait = Duration.between(now, leftAloneUntil.get());
            return Optional.of(goOnWith(current, ErrorCode.TEMPORARILY_UNAVAILABLE, wait));
        }
        Renewals.Boarding boarding = parts.renewals().board(current.id(), current.tokens(), now);
        return boarding.isPilot() ? pilot(boarding.flight(), current, provider) : fellow(boarding.flight(), current);
    }

    private static boolean isOfFurtherUse(TokenSet tokens, TokenProvider provider, Instant now) {
        return tokens.awaitsVerification(now) || (provider.canRefresh() && tokens.isRenewable(now));
    }

    /**
     * Inside the margin another node may be renewing the token set that it obtained, or have died with the answer: what
     * is perhaps spent is not presented while the access token works (R9).
     */
    private Optional<Instant> leftAloneUntil(UserSession current, Instant now) {
        return Optional.ofNullable(current.tokens().usableUntil())
                .filter(runsOut -> now.isBefore(runsOut)
                        && isDue(current)
                        && !current.tokens().awaitsVerification(now)
                        && store.isKeptElsewhere());
    }

    /** Without a way to renew, a token set is used up and then the session ends (R12). */
    private Optional<Freshness> withoutRenewal(UserSession current, Instant now) {
        if (!current.tokens().isExpired(now)) {
            return Optional.of(new Usable(current));
        }
        parts.reports().notRenewable(current);
        return parts.endings().endIf(store, current, holds(current.tokens()), SignedOut.Reason.EXPIRED)
                ? Optional.of(new Ended(ErrorCode.SESSION_EXPIRED))
                : Optional.empty();
    }

    private Optional<Freshness> pilot(Flight flight, UserSession current, TokenProvider provider) {
        if (!isStillToBeSent(flight, current)) {
            return Optional.empty();
        }
        Optional<Duration> held = parts.issuerCalls().takeOff(flight, provider, forced);
        return held.isPresent()
                ? Optional.of(goOnWith(current, ErrorCode.TEMPORARILY_UNAVAILABLE, held.get()))
                : await(flight, current);
    }

    /** Reads the session once more; otherwise, or if it can't be read, the flight is abandoned: nobody waits for it. */
    private boolean isStillToBeSent(Flight flight, UserSession current) {
        boolean isThere = false;
        try {
            UserSession again = store.load();
            isThere = again != null
                    && again.id().equals(current.id())
                    && holds(flight.sent()).test(again);
            return isThere;
        } finally {
            if (!isThere) {
                flight.abandon(parts.clock().instant());
            }
        }
    }

    /** Inside the margin nobody waits for another one's flight (R3). */
    private Optional<Freshness> fellow(Flight flight, UserSession current) {
        return needsNoAnswer(current) && !flight.landing().isDone()
                ? Optional.of(new Usable(current))
                : await(flight, current);
    }

    private Optional<Freshness> await(Flight flight, UserSession current) {
        Optional<Landing> landing = needsNoAnswer(current)
                ? parts.waiting().awaitBriefly(flight)
                : parts.waiting().await(flight);
        return landing.isPresent()
                ? settle(flight, landing.get(), current)
                : Optional.of(goOnWith(current, ErrorCode.TEMPORARILY_UNAVAILABLE, SHORT_WHILE));
    }

    /** Makes of a flight's result what it means for this request, on this request's thread. */
    private Optional<Freshness> settle(Flight flight, Landing landing, UserSession current) {
        TokenResult result = landing.result();
        if (result == null) {
            return Optional.empty();
        }
        if (result instanceof Granted granted) {
            return publish(flight, granted, current);
        }
        Failure failure = (Failure) result;
        if (flight.firstToReport()) {
            parts.reports().failed(current, failure);
        }
        if (failure instanceof Rejected) {
            return end(flight, current);
        }
        return Optional.of(goOnWith(
                current, errorOf(failure), Duration.between(parts.clock().instant(), landing.again())));
    }

    private Optional<Freshness> publish(Flight flight, Granted granted, UserSession current) {
        UserSession stored = store.update(
                current.id(),
                held -> Optional.of(held).filter(holds(flight.sent())).map(sent -> renewed(sent, granted)));
        if (stored == null) {
            parts.endings().endedMeanwhile(store, current);
            return Optional.empty();
        }
        boolean isOurs = stored.tokens().isSameAs(granted.tokens());
        if (isOurs && store.storesForGood()) {
            flight.stored(parts.clock().instant());
        }
        if (isOurs && flight.firstToReport()) {
            parts.reports().stored(stored, granted);
        }
        if (isOurs && granted instanceof Unverified unverified) {
            return Optional.of(goOnWith(stored, errorOf(unverified.why()), SHORT_WHILE));
        }
        return isDue(stored) ? Optional.empty() : Optional.of(new Usable(stored));
    }

    private Optional<Freshness> end(Flight flight, UserSession current) {
        boolean endedHere =
                parts.endings().endIf(store, current, holds(flight.sent()), SignedOut.Reason.REFRESH_REJECTED);
        UserSession now = endedHere ? null : store.load();
        return now != null && now.id().equals(current.id())
                ? Optional.empty()
                : Optional.of(new Ended(ErrorCode.REFRESH_ACCESS_TOKEN_ERROR));
    }

    /** A valid token is used on; an expired one, or a renewal that was demanded, has to be tried again later (R9). */
    private Freshness goOnWith(UserSession current, ErrorCode error, Duration retryAfter) {
        return needsNoAnswer(current) ? new Usable(current) : new NotRenewed(current, error, retryAfter);
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

    private static UserSession renewed(UserSession session, Granted granted) {
        UserSession renewed = session.withTokens(granted.tokens());
        return granted instanceof Issued issued && issued.user() != null ? renewed.withUser(issued.user()) : renewed;
    }

    private static Predicate<UserSession> holds(TokenSet tokens) {
        return session -> session.tokens().isSameAs(tokens);
    }
}
