package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.authfilter.ActiveSession;
import org.authfilter.ErrorCode;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.LogoutUnknown;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.ActiveSessions;
import org.authfilter.internal.session.HttpSessionStore;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.web.SessionAuthenticator;
import org.jspecify.annotations.Nullable;

/** {@code /sessions}: lists the sessions of the caller on all devices, ends one of them, or all but the present one. */
final class SessionList {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final SessionAuthenticator authenticator;
    private final TokenRefresher tokenRefresher;
    private final ActiveSessions activeSessions;

    SessionList(
            Sessions sessions,
            SessionAuthenticator authenticator,
            TokenRefresher tokenRefresher,
            ActiveSessions activeSessions) {
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.tokenRefresher = tokenRefresher;
        this.activeSessions = activeSessions;
    }

    /** One element of the list; members that are {@code null} are left out. */
    public record Item(
            String id,
            String provider,
            String startedAt,
            String lastSeenAt,
            @Nullable String userAgent,
            boolean current) {}

    @FunctionalInterface
    private interface Work {
        void run(HttpSessionStore store, UserSession session) throws IOException;
    }

    void list(EndpointContext ctx) throws IOException {
        authenticated(ctx, (store, session) -> {
            Optional<List<ActiveSession>> all = activeSessions.ofUserOf(session);
            if (all.isPresent()) {
                ctx.json(all.get().stream().map(listed -> item(listed, session)).toList());
            } else {
                unavailable(ctx);
            }
        });
    }

    /** Ends the session in the address. To end the present one is a sign-out. */
    void end(EndpointContext ctx) throws IOException {
        authenticated(ctx, (store, session) -> {
            String path = ctx.request().getRequestURI();
            String id = path.substring(path.lastIndexOf('/') + 1);
            if (id.equals(session.id())) {
                new Caller(store, tokenRefresher).signOut();
                ctx.noContent();
            } else {
                endOther(ctx, session, id);
            }
        });
    }

    private void endOther(EndpointContext ctx, UserSession session, String id) throws IOException {
        Optional<List<ActiveSession>> all = activeSessions.ofUserOf(session);
        if (all.isEmpty()) {
            unavailable(ctx);
        } else if (all.get().stream().anyMatch(other -> other.id().equals(id))) {
            activeSessions.end(session, id);
            ctx.noContent();
        } else {
            ctx.refuse(HttpServletResponse.SC_NOT_FOUND, "There is no such session");
        }
    }

    void endOthers(EndpointContext ctx) throws IOException {
        authenticated(ctx, (store, session) -> {
            Optional<List<ActiveSession>> all = activeSessions.ofUserOf(session);
            if (all.isEmpty()) {
                unavailable(ctx);
                return;
            }
            all.get().stream()
                    .map(ActiveSession::id)
                    .filter(id -> !id.equals(session.id()))
                    .forEach(id -> activeSessions.end(session, id));
            ctx.noContent();
        });
    }

    /** The list is in the shared store, which is tried again each second. */
    private static void unavailable(EndpointContext ctx) throws IOException {
        ctx.serviceUnavailable(ErrorCode.TEMPORARILY_UNAVAILABLE, RETRY_AFTER);
    }

    private void authenticated(EndpointContext ctx, Work work) throws IOException {
        HttpSessionStore store = sessions.of(ctx.request(), ctx.response());
        AuthenticationResult result = authenticator.authenticate(store, false);
        if (result instanceof Authenticated authenticated) {
            work.run(store, authenticated.session());
        } else if (result instanceof TokenUnavailable unavailable) {
            work.run(store, unavailable.session());
        } else if (result instanceof LogoutUnknown unknown) {
            ctx.serviceUnavailable(ErrorCode.TEMPORARILY_UNAVAILABLE, unknown.retryAfter());
        } else {
            ctx.problem(
                    HttpServletResponse.SC_UNAUTHORIZED,
                    result instanceof SessionEnded ended ? ended.error() : ErrorCode.SESSION_REQUIRED);
        }
    }

    private static Item item(ActiveSession listed, UserSession present) {
        return new Item(
                listed.id(),
                listed.provider(),
                listed.startedAt().toString(),
                listed.lastSeenAt().toString(),
                listed.userAgent(),
                listed.id().equals(present.id()));
    }
}
