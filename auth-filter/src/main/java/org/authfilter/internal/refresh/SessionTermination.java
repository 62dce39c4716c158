package org.authfilter.internal.refresh;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.authfilter.event.SignedOut;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;

/**
 * How sign-ins end. Whatever ends one, a refresh that is still under way then has lost: its tokens are revoked, never
 * stored (R11).
 */
public final class SessionTermination {

    private static final Logger LOG = System.getLogger("org.authfilter.refresh");

    private final Map<String, ? extends TokenProvider> providers;
    private final InFlightRefreshes refreshes;
    private final Consumer<Object> events;

    SessionTermination(
            Map<String, ? extends TokenProvider> providers, InFlightRefreshes refreshes, Consumer<Object> events) {
        this.providers = providers;
        this.refreshes = refreshes;
        this.events = events;
    }

    /** Signs the user out: first here, then at the issuer. */
    public void signOut(SessionStore store, UserSession session) {
        UserSession ended = store.endIf(session.id(), any -> true);
        if (ended != null) {
            hasEnded(ended, SignedOut.Reason.USER);
            awaitBriefly(revoke(ended));
        }
    }

    /** Ends a session for another reason than that its user has signed out. */
    public void end(SessionStore store, UserSession session, SignedOut.Reason reason) {
        endIf(store, session, any -> true, reason);
    }

    /** Takes note that another user has signed in over a session. */
    public void replaced(UserSession previous) {
        hasEnded(previous, SignedOut.Reason.REPLACED);
        var unused = revoke(previous);
    }

    /** Takes note that the server or the application has ended a session. */
    public void destroyed(UserSession session) {
        hasEnded(session, SignedOut.Reason.SESSION_DESTROYED);
    }

    /**
     * Takes note that a sign-in is over without any event: the same user has signed in again. Nothing is revoked: issuers
     * that let a user into the same session again would end the new sign-in with it.
     */
    public void superseded(UserSession previous) {
        refreshes.forget(previous.id());
    }

    /** Takes note that a sign-in was over before its refreshed tokens could be stored. */
    void endedMeanwhile(SessionStore store, UserSession before) {
        UserSession now = store.load();
        if (now != null && now.isSameUserAs(before)) {
            superseded(before);
        } else {
            revokeWhatArrivesLate(before);
        }
    }

    boolean endIf(SessionStore store, UserSession session, Predicate<UserSession> condition, SignedOut.Reason reason) {
        UserSession ended = store.endIf(session.id(), condition);
        if (ended != null) {
            hasEnded(ended, reason);
        }
        return ended != null;
    }

    private void hasEnded(UserSession ended, SignedOut.Reason reason) {
        revokeWhatArrivesLate(ended);
        events.accept(new SignedOut(ended.user(), ended.provider(), reason));
    }

    private void revokeWhatArrivesLate(UserSession ended) {
        TokenProvider provider = providers.get(ended.provider());
        for (PendingRefresh pending : refreshes.forget(ended.id())) {
            var unused = pending.completion().thenAccept(completion -> {
                if (completion.result() instanceof Granted granted && !pending.isStored() && provider != null) {
                    var unusedToo = provider.revoke(granted.tokens());
                }
            });
        }
    }

    private CompletableFuture<Void> revoke(UserSession ended) {
        TokenProvider provider = providers.get(ended.provider());
        return provider == null ? CompletableFuture.completedFuture(null) : provider.revoke(ended.tokens());
    }

    /** Most issuers have revoked the tokens by then; one that is down delays nobody's sign-out for long. */
    private static void awaitBriefly(CompletableFuture<Void> revocation) {
        try {
            revocation.get(1, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notConfirmed) {
            LOG.log(Level.DEBUG, "A revocation goes on after the sign-out");
        }
    }
}
