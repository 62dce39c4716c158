package org.authfilter.internal.refresh;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.authfilter.event.SignedOut;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.issuer.Issuers;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.session.EndedSession;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.TokenEncryption;
import org.authfilter.internal.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * Ends sessions. A session that ends during a refresh stays ended: the late token set is revoked, never stored (R11).
 * Thread-safe.
 */
public final class SessionTermination {

    private static final Logger LOG = System.getLogger("org.authfilter.refresh");

    private final Map<String, ? extends TokenProvider> providers;
    private final Issuers issuers;
    private final InFlightRefreshes inFlight;
    private final SharedRefreshes shared;
    private final @Nullable EndedSignIns endedSignIns;
    private final Consumer<Object> events;
    private final EndListeners listeners = new EndListeners();

    SessionTermination(
            Map<String, ? extends TokenProvider> providers,
            Issuers issuers,
            InFlightRefreshes inFlight,
            SharedRefreshes shared,
            @Nullable EndedSignIns endedSignIns,
            Consumer<Object> events) {
        this.providers = providers;
        this.issuers = issuers;
        this.inFlight = inFlight;
        this.shared = shared;
        this.endedSignIns = endedSignIns;
        this.events = events;
    }

    /** Runs {@code listener} once when this node learns that {@code session} has ended. */
    Runnable onEnd(UserSession session, Runnable listener) {
        Runnable removal = listeners.add(session, listener);
        if (hasEndedOnAnyNode(session)) {
            listeners.ended(session.id());
        }
        return removal;
    }

    /** Tells the listeners of the sessions for which {@code isEnded} is true, or which have ended on another node. */
    public void endedElsewhere(Predicate<UserSession> isEnded) {
        listeners.ended(session -> isEnded.test(session) || hasEndedOnAnyNode(session));
    }

    /** Whether the sign-in of {@code session} has ended, on whatever node: what is stored of it is a late copy. */
    public boolean hasEndedOnAnyNode(UserSession session) {
        return endedSignIns != null && endedSignIns.contains(session.id());
    }

    /** Signs the user out: ends the session on this server first, then revokes its tokens. */
    public void signOut(SessionStore store, UserSession session) {
        SignInEnd end = shared.endOf(session.id(), store);
        UserSession ended = store.endIf(session.id(), any -> true);
        if (ended != null) {
            endedOnAllNodes(ended, SignedOut.Reason.USER, end);
            awaitBriefly(ended.provider(), revoke(ended));
        }
    }

    /** Ends a session for another reason than a sign-out; revokes its tokens unless the provider has ended it (R19). */
    public void end(SessionStore store, UserSession session, SignedOut.Reason reason) {
        SignInEnd end = shared.endOf(session.id(), store);
        UserSession ended = store.endIf(session.id(), any -> true);
        if (ended == null) {
            return;
        }
        if (reason == SignedOut.Reason.PROVIDER) {
            announce(ended.id());
            ended(ended, reason);
        } else {
            endedOnAllNodes(ended, reason, end);
            var unused = revoke(ended);
        }
    }

    /**
     * Ends what this node has of a session that has ended on another one, which has told the application and the browser.
     */
    public void endCopy(SessionStore store, UserSession session) {
        if (store.endSilently(session.id()) != null) {
            inFlight.remove(session.id());
        }
        listeners.ended(session.id());
    }

    /**
     * Records that another user has signed in over a session, and revokes its tokens.
     *
     * @param encryption that of {@code previous}; {@code null}: not known
     */
    public void replaced(UserSession previous, @Nullable TokenEncryption encryption) {
        endedOnAllNodes(previous, SignedOut.Reason.REPLACED, shared.endOfUnstored(encryption));
        var unused = revoke(previous);
    }

    /**
     * Records that the server has ended a session, and revokes its tokens if this node knows them. Another node may have a
     * later copy, which goes on.
     */
    public void destroyed(EndedSession session) {
        UserSession known = session.known();
        if (known == null) {
            endedUnknown(session);
        } else {
            ended(known, SignedOut.Reason.SESSION_DESTROYED);
            var unused = revoke(known);
        }
    }

    /** Records that the application has ended a session, and revokes its tokens if this node knows them. */
    public void invalidated(EndedSession session) {
        UserSession known = session.known();
        if (known == null) {
            announce(session.id());
            endedUnknown(session);
        } else {
            endedOnAllNodes(known, SignedOut.Reason.SESSION_DESTROYED, shared.endOfUnstored(session.encryption()));
            var unused = revoke(known);
        }
    }

    /**
     * Records that the same user has signed in again. Fires no event and revokes nothing: an issuer that continued the
     * user's session at the new sign-in would end that sign-in, too.
     */
    public void superseded(UserSession previous) {
        inFlight.remove(previous.id());
    }

    /** Records that a session ended before its new token set was stored. */
    void endedBeforeStore(SessionStore store, UserSession before) {
        UserSession latest = store.load();
        if (latest != null && latest.isSameUserAs(before)) {
            superseded(before);
        } else {
            new LateTokens(providers.get(before.provider()), before.id(), null).revokeUnstored(inFlight);
        }
    }

    /** Ends the session on this node: another one may have a later token set. */
    boolean endIf(SessionStore store, UserSession session, Predicate<UserSession> condition, SignedOut.Reason reason) {
        UserSession ended = store.endIf(session.id(), condition);
        if (ended != null) {
            ended(ended, reason);
            if (reason == SignedOut.Reason.EXPIRED) {
                var unused = revoke(ended);
            }
        }
        return ended != null;
    }

    private void endedOnAllNodes(UserSession ended, SignedOut.Reason reason, SignInEnd end) {
        LateTokens late = lateTokensOf(ended);
        end.endRefreshes(ended, late::revoke);
        announce(ended.id());
        report(new SignedOut(ended.user(), ended.provider(), reason, ended.id()));
    }

    private void ended(UserSession ended, SignedOut.Reason reason) {
        var unused = lateTokensOf(ended);
        report(new SignedOut(ended.user(), ended.provider(), reason, ended.id()));
    }

    /** Revokes those that this node has got; returns what revokes others. */
    private LateTokens lateTokensOf(UserSession ended) {
        LateTokens late = new LateTokens(providers.get(ended.provider()), ended.id(), ended.tokens());
        late.revokeUnstored(inFlight);
        return late;
    }

    private void endedUnknown(EndedSession session) {
        new LateTokens(providers.get(session.provider()), session.id(), null).revokeUnstored(inFlight);
        report(new SignedOut(session.user(), session.provider(), SignedOut.Reason.SESSION_DESTROYED, session.id()));
    }

    private void report(SignedOut end) {
        LOG.log(Level.DEBUG, "Provider {0}: session ended: {1}", end.provider(), end.reason());
        listeners.ended(end.sessionId());
        events.accept(end);
    }

    /** Tells the other nodes. */
    private void announce(String signInId) {
        if (endedSignIns != null) {
            endedSignIns.add(signInId);
        }
    }

    private CompletableFuture<Void> revoke(UserSession ended) {
        TokenProvider provider = providers.get(ended.provider());
        return provider == null ? CompletableFuture.completedFuture(null) : provider.revoke(ended.tokens());
    }

    /** Most issuers respond within this time; one that is down delays the sign-out by no more than that. */
    private void awaitBriefly(String provider, CompletableFuture<Void> revocation) {
        CompletableFuture<Boolean> ended = revocation.handle((nothing, failed) -> true);
        if (!ended.isDone()
                && issuers.of(provider)
                        .await(ended, issuers.permitsOfSignIns(), Deadlines.SIGN_OUT)
                        .isEmpty()) {
            LOG.log(Level.DEBUG, "Token revocation continues after the sign-out");
        }
    }
}
