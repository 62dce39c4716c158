package org.authfilter.internal.endpoint;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.LogoutUnknown;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.web.SessionAuthenticator;
import org.jspecify.annotations.Nullable;

/**
 * {@code /session}: reports the user and the expiry of the token set. GET refreshes it when it is due, POST at once.
 * Neither counts as activity.
 */
final class SessionStatus {

    private final Sessions sessions;
    private final SessionAuthenticator authenticator;
    private final TokenRefresher tokenRefresher;
    private final boolean exposeAccessToken;
    private final Clock clock;

    SessionStatus(
            Sessions sessions,
            SessionAuthenticator authenticator,
            TokenRefresher tokenRefresher,
            boolean exposeAccessToken,
            Clock clock) {
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.tokenRefresher = tokenRefresher;
        this.exposeAccessToken = exposeAccessToken;
        this.clock = clock;
    }

    /** The body of the response; members that are {@code null} are left out. */
    public record Status(
            String status,
            @Nullable String error,
            @Nullable Person user,
            @Nullable String provider,
            @Nullable String expiresAt,
            @Nullable Long refreshInSeconds,
            @Nullable String accessToken) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Status[" + status + "]";
        }
    }

    /** The signed-in user. */
    public record Person(String name, @Nullable String email, List<String> roles) {}

    void report(EndpointContext ctx) throws IOException {
        respond(ctx, authenticator.authenticate(sessions.of(ctx.request(), ctx.response()), false));
    }

    void refresh(EndpointContext ctx) throws IOException {
        respond(ctx, authenticator.refresh(sessions.of(ctx.request(), ctx.response())));
    }

    private void respond(EndpointContext ctx, AuthenticationResult result) throws IOException {
        if (result instanceof LogoutUnknown unknown) {
            ctx.serviceUnavailable(ErrorCode.TEMPORARILY_UNAVAILABLE, unknown.retryAfter());
        } else if (result instanceof TokenUnavailable unavailable) {
            ctx.serviceUnavailable(unavailable.error(), unavailable.retryAfter());
        } else if (result instanceof Authenticated authenticated) {
            ctx.json(authenticated(authenticated.session()));
        } else {
            ctx.json(unauthenticated(
                    result instanceof SessionEnded ended ? ended.error().code() : null));
        }
    }

    private Status authenticated(UserSession session) {
        User user = session.user();
        Instant expiresAt = session.tokens().expiresAt();
        return new Status(
                "authenticated",
                null,
                new Person(user.name(), user.email(), user.roles()),
                session.provider(),
                expiresAt == null ? null : expiresAt.toString(),
                refreshInSeconds(session),
                exposeAccessToken ? session.tokens().accessToken() : null);
    }

    private static Status unauthenticated(@Nullable String error) {
        return new Status("unauthenticated", error, null, null, null, null, null);
    }

    private @Nullable Long refreshInSeconds(UserSession session) {
        Instant refreshAt = tokenRefresher.refreshAt(session);
        if (refreshAt == null) {
            return null;
        }
        long millis = Duration.between(clock.instant(), refreshAt).toMillis();
        return Math.max(0, (millis + 999) / 1000);
    }
}
