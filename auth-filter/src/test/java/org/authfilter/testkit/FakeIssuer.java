package org.authfilter.testkit;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A scripted token backend and the API that takes its tokens, on a port of 127.0.0.1 with its own threads.
 *
 * <ul>
 *   <li>{@code POST /auth/login} {@code {"email","password"}}: a token set; the password {@code wrong} gets 401
 *   <li>{@code POST /auth/refreshToken} {@code {"token"}}: the next token set, else 400 {@code invalid_grant}; a token
 *       that was presented before counts as a reuse and revokes its family, access tokens included
 *   <li>{@code POST /auth/logout} {@code {"token"}}: revokes the family
 *   <li>{@code GET /auth/jwks}: the key of {@link #jwt(boolean)}
 *   <li>{@code GET /auth/profile}: {@code {"name","email","roles"}} for a valid bearer token, else 401
 *   <li>{@code GET /api/orders}: 200 {@code {"token":"17","subject":"sub-alice"}} for a valid bearer token, else 401;
 *       {@code POST} adds {@code "received"}, the body that came
 * </ul>
 *
 * The refresh token may also come as a form, or in the header {@code X-Refresh-Token}. Tokens are readable and numbered
 * ({@code access-17}, {@code refresh-17}); they live by the clock that is passed in. Thread-safe; every setting may be changed while it runs.
 */
public final class FakeIssuer implements AutoCloseable {

    static {
        // Without it the last packet of a response may wait 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        // A connection that is closed after 30 s of silence breaks the call that comes at that moment.
        System.setProperty("sun.net.httpserver.idleInterval", "3600");
    }

    private final CountDownLatch closed = new CountDownLatch(1);
    private final ResponseWriter responses = new ResponseWriter(closed);
    private final IssuerCounters counters = new IssuerCounters();
    private final AccessTokenFormat format;
    private final IssuedTokens tokens;
    private final TokenEndpoints endpoints;
    private final Resources resources;
    private final ExecutorService threads;
    private final InetSocketAddress address;
    private HttpServer server;

    private FakeIssuer(Clock clock, int port) {
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-issuer");
            thread.setDaemon(true);
            return thread;
        });
        server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        address = server.getAddress();
        format = new AccessTokenFormat(url("").toString());
        tokens = new IssuedTokens(clock, format, counters);
        endpoints = new TokenEndpoints(tokens, counters, responses);
        resources = new Resources(tokens, format, counters, responses);
        serve();
    }

    /** An issuer that lives by the system's clock, on a free port. */
    public static FakeIssuer start() {
        return start(Clock.systemUTC());
    }

    /** An issuer on a free port. */
    public static FakeIssuer start(Clock clock) {
        return new FakeIssuer(clock, 0);
    }

    /**
     * An issuer on a certain port.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static FakeIssuer startOnPort(int port) {
        return new FakeIssuer(Clock.systemUTC(), port);
    }

    /** {@return the value for {@code login-url}} */
    public URI loginUrl() {
        return url("/auth/login");
    }

    /** {@return the value for {@code refresh-url}} */
    public URI refreshUrl() {
        return url("/auth/refreshToken");
    }

    /** {@return the value for {@code logout-url}} */
    public URI logoutUrl() {
        return url("/auth/logout");
    }

    /** {@return where the keys of its JWTs are} */
    public URI jwksUrl() {
        return url("/auth/jwks");
    }

    /** {@return the value for {@code profile-url}} */
    public URI profileUrl() {
        return url("/auth/profile");
    }

    /** {@return the API that takes its tokens} */
    public URI ordersUrl() {
        return url("/api/orders");
    }

    /** The {@code iss} of JWTs, and the prefix of every other URL. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + address.getPort() + path);
    }

    /** {@return the counters of this issuer; they continue to count} */
    public IssuerCounters counters() {
        return counters;
    }

    /** When the access token that was issued last expires. */
    public Instant lastExpiry() {
        return tokens.lastExpiry();
    }

    /** How long access tokens live from now on; five minutes at the start. */
    public FakeIssuer accessTokenLifetime(Duration lifetime) {
        tokens.accessLifetime(lifetime);
        return this;
    }

    /** How long refresh tokens live from now on; for ever, and without saying so, at the start. */
    public FakeIssuer refreshTokenLifetime(Duration lifetime) {
        tokens.refreshLifetime(lifetime);
        return this;
    }

    /** The roles of all users; {@code user} at the start. */
    public FakeIssuer roles(String... names) {
        tokens.roles(List.of(names));
        return this;
    }

    /** Whether access tokens are JWTs with {@code sub}, {@code iss}, {@code exp} and their number as {@code jti}. */
    public FakeIssuer jwt(boolean wanted) {
        format.jwt(wanted);
        return this;
    }

    /** The {@code iss} of JWTs from now on. */
    public FakeIssuer jwtIssuer(String issuer) {
        format.issuer(issuer);
        return this;
    }

    /** The {@code aud} of JWTs from now on; none at the start. */
    public FakeIssuer jwtAudience(String audience) {
        format.audience(audience);
        return this;
    }

    /** From now on JWTs are signed with a new key, and it alone is published. */
    public FakeIssuer rotateKey() {
        format.rotateKey();
        return this;
    }

    /** The fault of every further request for the key set, until {@link #healthy()}. */
    public FakeIssuer keysAlways(Fault fault) {
        resources.keyFaults().always(fault);
        return this;
    }

    /** The fault of every further request for the profile, until {@link #healthy()}. */
    public FakeIssuer profileAlways(Fault fault) {
        resources.profileFaults().always(fault);
        return this;
    }

    /** The delay of each response of the token endpoints; the request is processed before. */
    public FakeIssuer delay(Duration time) {
        endpoints.delay(time);
        return this;
    }

    /** The faults of the next calls of the refresh endpoint, one for each call. */
    public FakeIssuer nextRefreshes(Fault... faults) {
        endpoints.refreshFaults().next(faults);
        return this;
    }

    /** The faults of the next calls of the sign-in endpoint, one for each call. */
    public FakeIssuer nextLogins(Fault... faults) {
        endpoints.loginFaults().next(faults);
        return this;
    }

    /** The fault of every further call of both token endpoints, until {@link #healthy()}. */
    public FakeIssuer always(Fault fault) {
        endpoints.loginFaults().always(fault);
        endpoints.refreshFaults().always(fault);
        return this;
    }

    /** Nothing goes wrong any more. */
    public FakeIssuer healthy() {
        endpoints.loginFaults().clear();
        endpoints.refreshFaults().clear();
        resources.keyFaults().clear();
        resources.profileFaults().clear();
        return this;
    }

    /** Calls of the token endpoints are processed, but get no response until {@link #release()}. */
    public void hold() {
        endpoints.hold();
    }

    /** Responds to all calls that wait because of {@link #hold()}. */
    public void release() {
        endpoints.release();
    }

    /** The first use of each refresh token that was presented again, in the order in which they were. */
    public List<Instant> firstUsesOfReusedTokens() {
        return tokens.reused();
    }

    /** The number of different tokens that the sign-out endpoint has got, dead ones included. */
    public int tokensSignedOut() {
        return endpoints.signedOut();
    }

    /** Every family that exists now is dead, its access tokens included. */
    public void revokeAll() {
        tokens.revokeAll();
    }

    /** The API refuses every access token that exists now; refresh tokens stay good. */
    public void revokeAccessTokens() {
        tokens.revokeAccessTokens();
    }

    /** Closes the port, so connections are refused. Tokens are kept. */
    public synchronized void goDown() {
        server.stop(0);
    }

    /** Listens again, on the same port, after {@link #goDown()}. */
    public synchronized void comeBack() {
        server = listen(address);
        serve();
    }

    @Override
    public synchronized void close() {
        closed.countDown();
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer listen(InetSocketAddress where) {
        try {
            return HttpServer.create(where, 256);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't listen on " + where + ": is the port taken?", e);
        }
    }

    private void serve() {
        server.setExecutor(threads);
        server.createContext("/auth/login", closing(endpoints::signIn));
        server.createContext("/auth/refreshToken", closing(endpoints::refresh));
        server.createContext("/auth/logout", closing(endpoints::signOut));
        server.createContext("/auth/jwks", closing(resources::keys));
        server.createContext("/auth/profile", closing(resources::profile));
        server.createContext("/api/orders", closing(resources::orders));
        server.start();
    }

    private static HttpHandler closing(HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        };
    }
}
