package org.authfilter.internal.refresh;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.authfilter.event.RefreshFailed;
import org.authfilter.event.TokensRefreshed;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Granted;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Unverified;
import org.authfilter.internal.session.UserSession;

/** Reports the results of refreshes: to the log, and to the application as CDI events. Thread-safe. */
final class RefreshReporter {

    private static final Logger LOG = System.getLogger("org.authfilter.refresh");

    private final Consumer<Object> events;
    private final Set<String> warnedOfMissingRefreshToken = ConcurrentHashMap.newKeySet();

    RefreshReporter(Consumer<Object> events) {
        this.events = events;
    }

    /** Logs the result; called once for each call of the issuer. */
    void completed(String provider, TokenResult result) {
        if (result instanceof Issued issued && issued.tokens().wasExpiredOnArrival()) {
            LOG.log(
                    Level.WARNING,
                    "Provider {0}: the new access token was expired on arrival; compare the clock of this server with"
                            + " the issuer''s, and check expiry-unit",
                    provider);
        }
        if (result instanceof Issued) {
            LOG.log(Level.DEBUG, "Provider {0}: token set refreshed", provider);
        } else if (result instanceof Unverified unverified) {
            Failure why = unverified.why();
            LOG.log(
                    why.logLevel(),
                    "Provider {0}: the new access token could not be verified yet: {1}",
                    provider,
                    why.reason());
        } else if (result instanceof Failure failure) {
            LOG.log(failure.logLevel(), "Provider {0}: token refresh failed: {1}", provider, failure.reason());
        }
    }

    /** Fires the event of a token set that was stored. */
    void stored(UserSession session, Granted granted) {
        if (granted instanceof Unverified unverified) {
            failed(session, unverified.why());
        } else {
            refreshed(session);
        }
    }

    private void refreshed(UserSession session) {
        events.accept(new TokensRefreshed(
                session.user(), session.provider(), session.tokens().expiresAt()));
    }

    /** Fires the event of a refresh that failed. */
    void failed(UserSession session, Failure failure) {
        events.accept(new RefreshFailed(session.user(), session.provider(), failure.kind()));
    }

    /** Warns, once for each provider, that there is no refresh token. */
    void cannotRefresh(UserSession session) {
        if (session.tokens().refreshToken() == null && warnedOfMissingRefreshToken.add(session.provider())) {
            LOG.log(
                    Level.WARNING,
                    "Provider {0} issued no refresh token, so its sessions end when the access token expires;"
                            + " some providers require the scope offline_access",
                    session.provider());
        }
    }
}
