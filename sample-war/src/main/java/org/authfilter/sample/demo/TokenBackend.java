package org.authfilter.sample.demo;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.authfilter.sample.demo.LocalServer.Request;
import org.authfilter.sample.demo.LocalServer.Response;
import org.authfilter.sample.demo.RefreshTokens.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * <b>A demonstration</b> of a backend that issues tokens for a password, as many companies have one:
 *
 * <pre>
 * POST /auth/login         {email, password}   200 tokens, 401 invalid_credentials
 * POST /auth/refreshToken  {token}             200 tokens, 400 invalid_grant
 * POST /auth/logout        {token}             200
 * GET  /auth/jwks                              the key that verifies its access tokens
 * GET  /stats                                  the counters
 * </pre>
 *
 * Refresh tokens rotate, and presenting a used one revokes its family: a client that refreshes twice at once loses
 * its session.
 */
public final class TokenBackend implements AutoCloseable {

    /** The {@code iss} of the access tokens. */
    public static final String ISSUER = "https://backend.example.test";

    private final RefreshTokens refreshTokens = new RefreshTokens();
    private final AtomicLong logins = new AtomicLong();
    private final AtomicLong refreshes = new AtomicLong();
    private final AtomicLong reuses = new AtomicLong();
    private final IssuedAccessTokens accessTokens;
    private final LocalServer server;

    /** The request body of {@code /auth/login}. */
    public record Login(@Nullable String email, @Nullable String password) {}

    /** The request body of {@code /auth/refreshToken} and {@code /auth/logout}. */
    public record PresentedToken(@Nullable String token) {}

    /** The response to a login and to a refresh; the expiry is in epoch milliseconds. */
    public record Tokens(String accessToken, long accessTokenExpiry, String refreshToken, UserProfile user) {}

    /** The user who signed in. */
    public record UserProfile(String name, String email, List<String> roles) {}

    /**
     * The counters since the start.
     *
     * @param refreshes refreshes that issued new tokens
     * @param reuses refresh tokens that were presented a second time
     */
    public record Stats(long logins, long refreshes, long reuses) {}

    /**
     * @param port 0 for any free port
     * @param lifetime the lifetime of an access token
     */
    public TokenBackend(int port, Duration lifetime, Clock clock) {
        accessTokens = new IssuedAccessTokens(ISSUER, lifetime, clock);
        server = new LocalServer(
                "backend",
                port,
                Map.of(
                        "POST /auth/login", this::login,
                        "POST /auth/refreshToken", this::refresh,
                        "POST /auth/logout", this::logout,
                        "GET /auth/jwks", request -> new Response(200, accessTokens.jwks()),
                        "GET /stats", request -> new Response(200, stats())));
    }

    public int port() {
        return server.port();
    }

    public PublicKey publicKey() {
        return accessTokens.publicKey();
    }

    public Stats stats() {
        return new Stats(logins.get(), refreshes.get(), reuses.get());
    }

    private Response login(Request request) {
        DemoUser user = DemoUser.signIn(request.body(Login.class)).orElse(null);
        if (user == null) {
            return Response.error(401, "invalid_credentials");
        }
        logins.incrementAndGet();
        return tokens(user, refreshTokens.start(user));
    }

    private Response refresh(Request request) {
        Outcome outcome = refreshTokens.rotate(presented(request));
        if (outcome instanceof Outcome.Rotated rotated) {
            refreshes.incrementAndGet();
            return tokens(rotated.user(), rotated.next());
        }
        if (outcome instanceof Outcome.Reused) {
            reuses.incrementAndGet();
        }
        return Response.error(400, "invalid_grant");
    }

    private Response logout(Request request) {
        refreshTokens.revoke(presented(request));
        return new Response(200, Map.of());
    }

    private Response tokens(DemoUser user, String refreshToken) {
        IssuedAccessTokens.Issued access = accessTokens.issue(user.subject());
        return new Response(
                200, new Tokens(access.jwt(), access.expiresAt().toEpochMilli(), refreshToken, user.profile()));
    }

    private static String presented(Request request) {
        return Objects.requireNonNullElse(request.body(PresentedToken.class).token(), "");
    }

    @Override
    public void close() {
        server.close();
    }
}
