package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.authfilter.event.SignedOut;
import org.authfilter.internal.provider.oidc.LogoutToken;
import org.authfilter.internal.provider.oidc.LogoutToken.Invalid;
import org.authfilter.internal.provider.oidc.LogoutToken.Valid;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.UserSession;
import org.jspecify.annotations.Nullable;

/**
 * A provider ends sessions: {@code POST /backchannel-logout/{provider}} with a signed logout token (OpenID Connect
 * Back-Channel Logout 1.0), {@code GET /frontchannel-logout/{provider}} with the name of a session (Front-Channel Logout
 * 1.0). No request of ours is meant, so there is no proof of origin.
 */
final class ProviderLogout {

    private static final Logger LOG = System.getLogger("org.authfilter.endpoint");
    private static final int LONGEST_SESSION_ID = 255;
    private static final int MOST_CALLS = 2;

    /** Anybody may post here: what holds with the keys that are known never waits, and nothing else keeps sign-ins waiting. */
    private static final int MOST_WAITING = 2;

    private final EndpointParts parts;
    private final OidcTokenProvider provider;
    private final Semaphore places = new Semaphore(MOST_WAITING);

    ProviderLogout(EndpointParts parts, OidcTokenProvider provider) {
        this.parts = parts;
        this.provider = provider;
    }

    void backChannel(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = Submission.parameter(request, "logout_token");
        LogoutToken judged = token == null ? new Invalid("there is no logout_token") : judge(token);
        String fault = judged instanceof Valid valid ? record(valid) : ((Invalid) judged).reason();
        if (fault == null) {
            parts.answers().json(response, HttpServletResponse.SC_OK, Map.of());
        } else {
            LOG.log(Level.WARNING, "Provider {0}: a logout token does not hold: {1}", provider.name(), fault);
            Map<String, String> error = Map.of("error", "invalid_request");
            parts.answers().json(response, HttpServletResponse.SC_BAD_REQUEST, error);
        }
    }

    private LogoutToken judge(String token) {
        CompletableFuture<LogoutToken> judged = provider.judgeLogoutToken(token);
        if (judged.isDone()) {
            return await(judged);
        }
        if (!places.tryAcquire()) {
            return new Invalid("others wait for the issuer's keys already");
        }
        try {
            return await(judged);
        } finally {
            places.release();
        }
    }

    private LogoutToken await(CompletableFuture<LogoutToken> judged) {
        return parts.awaiting()
                .answer(
                        judged,
                        parts.settings().refresh().tokenRequestTimeout().multipliedBy(MOST_CALLS),
                        unavailable -> new Invalid(unavailable.reason()));
    }

    /** What kept the logout from being remembered; {@code null}: nothing. */
    private @Nullable String record(Valid token) {
        try {
            if (!parts.logouts().isFirstUse(token.issuer(), token.id(), token.expiresAt())) {
                return "it was used before";
            }
            if (token.sessionId() != null) {
                parts.logouts().addSession(token.issuer(), token.sessionId(), token.subject());
            } else if (token.subject() != null) {
                parts.logouts().addSubject(token.issuer(), token.subject());
            }
            return null;
        } catch (RuntimeException brokenStore) {
            return "the store of logouts failed: " + brokenStore.getClass().getName();
        }
    }

    void frontChannel(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String issuer = Submission.parameter(request, "iss");
        String sessionId = Submission.parameter(request, "sid");
        boolean isForeign = issuer != null && !issuer.equals(provider.issuer());
        if (isForeign || sessionId == null || sessionId.isEmpty() || sessionId.length() > LONGEST_SESSION_ID) {
            parts.refusals()
                    .plain(request, response, HttpServletResponse.SC_BAD_REQUEST, "This names no session to end");
            return;
        }
        parts.logouts().addUnsigned(provider.issuer(), sessionId);
        endOwn(request);
        URI address = URI.create(provider.issuer());
        parts.answers().emptyFrame(response, address.getScheme() + "://" + address.getRawAuthority());
    }

    /** The session of the browser itself, where it sends its cookie from inside the provider's page. */
    private void endOwn(HttpServletRequest request) {
        HttpSessionStore store = parts.sessions().of(request);
        UserSession session = store.load();
        if (session != null && parts.logouts().isLoggedOut(session)) {
            parts.tokenRefresher().termination().end(store, session, SignedOut.Reason.PROVIDER);
        }
    }
}
