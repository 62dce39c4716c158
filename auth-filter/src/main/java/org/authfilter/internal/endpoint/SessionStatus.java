package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.authfilter.User;
import org.authfilter.internal.endpoint.Submission.MalformedException;
import org.authfilter.internal.refresh.AuthenticationResult;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.refresh.AuthenticationResult.TokenUnavailable;
import org.authfilter.internal.session.UserSession;
import org.jspecify.annotations.Nullable;

/** {@code /session}: who is signed in and for how long; POST refreshes at once. Neither counts as activity. */
final class SessionStatus {

    private final EndpointParts parts;

    SessionStatus(EndpointParts parts) {
        this.parts = parts;
    }

    /** The answer; members that are {@code null} are left out. */
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

    /** Who is signed in. */
    public record Person(String name, @Nullable String email, List<String> roles) {}

    void report(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                request,
                response,
                parts.admission().authenticate(parts.sessions().of(request), false));
    }

    void refresh(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            if (!parts.sameOrigin().isProven(request, Submission.of(request).csrfToken(request))) {
                parts.refusals().csrfRejected(request, response);
                return;
            }
        } catch (MalformedException malformed) {
            parts.refusals().plain(request, response, HttpServletResponse.SC_BAD_REQUEST, "The body can't be read");
            return;
        }
        answer(request, response, parts.admission().refresh(parts.sessions().of(request)));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, AuthenticationResult freshness)
            throws IOException {
        if (freshness instanceof TokenUnavailable notRefreshed) {
            parts.refusals().serviceUnavailable(request, response, notRefreshed.error(), notRefreshed.retryAfter());
        } else if (freshness instanceof Authenticated usable) {
            parts.answers().json(response, HttpServletResponse.SC_OK, authenticated(usable.session()));
        } else {
            String error =
                    freshness instanceof SessionEnded ended ? ended.error().code() : null;
            parts.answers().json(response, HttpServletResponse.SC_OK, unauthenticated(error));
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
                parts.settings().exposeAccessToken() ? session.tokens().accessToken() : null);
    }

    private static Status unauthenticated(@Nullable String error) {
        return new Status("unauthenticated", error, null, null, null, null, null);
    }

    private @Nullable Long refreshInSeconds(UserSession session) {
        Instant refreshAt = parts.tokenRefresher().refreshAt(session);
        if (refreshAt == null) {
            return null;
        }
        long millis = Duration.between(parts.clock().instant(), refreshAt).toMillis();
        return Math.max(0, (millis + 999) / 1000);
    }
}
