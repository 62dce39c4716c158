package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.authfilter.internal.common.LogLimit;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.oidc.LogoutToken;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.session.LogoutRegistry;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /backchannel-logout/{provider}}: the provider ends sessions with a signed logout token (OpenID Connect
 * Back-Channel Logout 1.0). The request comes from the provider's server, so a same-origin proof is not needed.
 */
final class BackChannelLogout implements Endpoint {

    private static final Logger LOG = System.getLogger("org.authfilter.endpoint");

    /** Any client may post here: tokens that verify with cached keys never wait, the others must not delay sign-ins. */
    private static final int MAX_WAITING = 2;

    private final OidcTokenProvider provider;
    private final LogoutRegistry logouts;
    private final SignInWait wait;
    private final Deadlines deadlines;
    private final LogLimit log;
    private final Semaphore permits = new Semaphore(MAX_WAITING);

    BackChannelLogout(
            OidcTokenProvider provider,
            LogoutRegistry logouts,
            SignInWait wait,
            Deadlines deadlines,
            InstantSource timer) {
        this.provider = provider;
        this.logouts = logouts;
        this.wait = wait;
        this.deadlines = deadlines;
        this.log = new LogLimit(timer);
    }

    @Override
    public void serve(EndpointContext ctx) throws IOException {
        String logoutToken = ctx.submission().single("logout_token");
        Failure failure = logoutToken == null
                ? new Rejected("logout_token is missing")
                : validate(logoutToken).<@Nullable Failure>fold(this::record, rejection -> rejection);
        if (failure == null) {
            ctx.json(Map.of());
        } else {
            reject(ctx, failure);
        }
    }

    @Override
    public void refuseMalformed(EndpointContext ctx) throws IOException {
        reject(ctx, new Rejected("the body can't be read"));
    }

    private void reject(EndpointContext ctx, Failure failure) throws IOException {
        log.log(
                LOG,
                failure.logLevel(),
                provider.name() + failure.logLevel(),
                "Provider {0}: logout token rejected: {1}",
                provider.name(),
                failure.reason());
        ctx.json(HttpServletResponse.SC_BAD_REQUEST, Map.of("error", "invalid_request"));
    }

    private Result<LogoutToken> validate(String logoutToken) {
        CompletableFuture<Result<LogoutToken>> validation = provider.validateLogoutToken(logoutToken);
        if (validation.isDone()) {
            return await(validation);
        }
        if (!permits.tryAcquire()) {
            return Result.failed(Unavailable.notProcessed("too many logout tokens wait for the provider's keys"));
        }
        try {
            return await(validation);
        } finally {
            permits.release();
        }
    }

    private Result<LogoutToken> await(CompletableFuture<Result<LogoutToken>> validation) {
        return wait.result(provider.name(), validation, deadlines.logoutToken(), Result::failed);
    }

    /** Remembers the logout; returns the failure if that is not possible, otherwise {@code null}. */
    private @Nullable Failure record(LogoutToken token) {
        try {
            if (logouts.isUsed(token.issuer(), token.id())) {
                return new Rejected("already used (jti)");
            }
            if (token.sessionId() != null) {
                logouts.addSession(token.issuer(), token.sessionId(), token.subject(), token.issuedAt());
            } else if (token.subject() != null) {
                logouts.addSubject(token.issuer(), token.subject(), token.issuedAt());
            }
            logouts.markUsed(token.issuer(), token.id(), token.expiresAt());
            return null;
        } catch (RuntimeException brokenStore) {
            return Unavailable.notProcessed(
                    "the logout store failed: " + brokenStore.getClass().getName());
        }
    }
}
