package org.authfilter.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.RsaJsonWebKey;

/**
 * A scripted OpenID Provider on a port of 127.0.0.1 with its own threads: discovery, JWKS, authorize (signs in the user that
 * {@code login_hint} names, else alice, without a page), token with rotation and reuse detection,
 * UserInfo, revoke, PAR. A test can change every response; tokens expire by the clock that is passed in. Thread-safe.
 */
public final class FakeOpenIdProvider implements AutoCloseable {

    public static final String CLIENT_ID = "shop";

    /** Needs the form encoding of RFC 6749, section 2.3.1. */
    public static final String CLIENT_SECRET = "s3cret:&+ %é";

    private static final long LIFETIME_SECONDS = 300;

    private final Clock clock;
    private final String suffix;
    private final ExecutorService threads;
    private final SigningKeys keys = new SigningKeys();
    private final OpenIdGrants grants = new OpenIdGrants();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, String> lastBodies = new ConcurrentHashMap<>();
    private final Map<String, String> lastAuthorizations = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final Map<String, String> errors = new ConcurrentHashMap<>();
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> pushed = new ConcurrentHashMap<>();
    private volatile Consumer<Map<String, Object>> discovery = document -> {};
    private volatile Consumer<Map<String, Object>> changeTokenResponse = response -> {};
    private volatile Consumer<Map<String, Object>> userInfo = claims -> {};
    private volatile Consumer<Map<String, Object>> idTokenClaims = claims -> {};
    private volatile Consumer<Map<String, String>> authorizationResponse = params -> {};
    private volatile UnaryOperator<String> idToken = token -> token;
    private volatile UnaryOperator<String> signedUserInfo;
    private volatile Consumer<Map<String, String>> authorizationRequest = params -> {};
    private volatile Consumer<Map<String, String>> tokenRequest = params -> {};
    private volatile String returnParameter = "post_logout_redirect_uri";
    private volatile boolean rotatesAtEachSignIn;
    private volatile String tokenPath = "/token";
    private volatile String jwksPath = "/jwks";
    private HttpServer server;
    private final InetSocketAddress address;

    private FakeOpenIdProvider(Clock clock, String suffix, int port) {
        this.clock = clock;
        this.suffix = suffix;
        IssuedSecrets.add("client secret", CLIENT_SECRET);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-openid-provider");
            thread.setDaemon(true);
            return thread;
        });
        this.server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.address = server.getAddress();
        serve();
    }

    public static FakeOpenIdProvider start(Clock clock) {
        return new FakeOpenIdProvider(clock, "", 0);
    }

    /**
     * One on a certain port, with the system's clock.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static FakeOpenIdProvider startOnPort(int port) {
        return new FakeOpenIdProvider(Clock.systemUTC(), "", port);
    }

    /** One whose issuer ends with a slash, as Auth0's do. */
    public static FakeOpenIdProvider startWithSlash(Clock clock) {
        return new FakeOpenIdProvider(clock, "/", 0);
    }

    public String issuer() {
        return base() + suffix;
    }

    private String base() {
        return "http://127.0.0.1:" + address.getPort();
    }

    // Changes that a test makes

    public void bendDiscovery(Consumer<Map<String, Object>> change) {
        discovery = change;
    }

    public void bendTokenResponse(Consumer<Map<String, Object>> change) {
        changeTokenResponse = change;
    }

    public void bendUserInfo(Consumer<Map<String, Object>> change) {
        userInfo = change;
    }

    /** Bends the claims of ID tokens before they are signed. */
    public void bendIdToken(Consumer<Map<String, Object>> change) {
        idTokenClaims = change;
    }

    /** Replaces signed ID tokens. */
    public void replaceIdToken(UnaryOperator<String> replacement) {
        idToken = replacement;
    }

    /** UserInfo is signed from now on (OpenID Connect Core 1.0, section 5.3.2), and replaced when it is. */
    public void signUserInfo(UnaryOperator<String> replacement) {
        signedUserInfo = replacement;
    }

    /** Bends the parameters of authorization responses. */
    public void bendAuthorizationResponse(Consumer<Map<String, String>> change) {
        authorizationResponse = change;
    }

    /** Looks at the parameters of each authorization request; {@code check} throws for one that it refuses. */
    public void checkAuthorizationRequest(Consumer<Map<String, String>> check) {
        authorizationRequest = check;
    }

    /** A refresh token may be used again and again, and a refresh brings no new one. */
    public void keepRefreshTokens() {
        grants.keepRefreshTokens();
    }

    /** Looks at the parameters of each token request; one for which {@code check} throws gets no response. */
    public void checkTokenRequest(Consumer<Map<String, String>> check) {
        tokenRequest = check;
    }

    /** The end-session endpoint takes {@code client_id} and this parameter, and nothing else. */
    public void returnAfterSignOutBy(String parameter) {
        returnParameter = parameter;
    }

    /** From now on {@code path} responds with a status and an error (RFC 6749, section 5.2). */
    public void fail(String path, int status, String error) {
        errors.put(path, error);
        statuses.put(path, status);
    }

    public void heal(String path) {
        statuses.remove(path);
    }

    /** From now on {@code path} sends no response until it is released. */
    public Hold hold(String path) {
        Hold hold = new Hold();
        holds.put(path, hold);
        return hold;
    }

    public void rotateKeys(boolean dropsOld) {
        keys.rotate(dropsOld);
    }

    /** As the certification's test of rotation does. */
    public void rotateAtEachSignIn() {
        rotatesAtEachSignIn = true;
    }

    /** The token endpoint and the keys move; nothing is left where they were. */
    public void move() {
        tokenPath = "/token2";
        jwksPath = "/jwks2";
    }

    public void endAllSessions() {
        grants.endAll();
    }

    public synchronized void goDown() {
        server.stop(0);
    }

    public synchronized void comeBack() {
        server = listen(address);
        serve();
    }

    // Observations of a test

    public int calls(String path) {
        return calls.getOrDefault(path, new AtomicInteger()).get();
    }

    public Map<String, String> lastForm(String path) {
        return Query.decode(lastBodies.getOrDefault(path, ""));
    }

    public String lastAuthorization(String path) {
        return lastAuthorizations.getOrDefault(path, "");
    }

    public int reuses() {
        return grants.reuses();
    }

    public RsaJsonWebKey signingKey() {
        return keys.current();
    }

    // The part of the browser

    /** Visits the address of an authorization request; the address that the browser is sent back to. */
    public String authorize(String location) {
        Map<String, String> request = Query.of(location);
        IssuedSecrets.addParams(request);
        if (request.containsKey("request_uri")) {
            request = pushed.remove(request.get("request_uri"));
        }
        authorizationRequest.accept(request);
        if (rotatesAtEachSignIn) {
            keys.rotate(true);
        }
        String user = request.getOrDefault("login_hint", "alice");
        Map<String, String> response = new LinkedHashMap<>();
        response.put("code", grants.code(user, request, clock.instant().getEpochSecond()));
        response.put("state", request.get("state"));
        response.put("iss", issuer());
        authorizationResponse.accept(response);
        IssuedSecrets.addParams(response);
        return address(request.get("redirect_uri"), response);
    }

    /**
     * Visits the address of a sign-out.
     *
     * @return the address that the browser is sent back to
     * @throws IllegalArgumentException if the end-session endpoint refuses the parameters
     */
    public String endSession(String location) {
        Map<String, String> request = Query.of(location);
        boolean isStandard = returnParameter.equals("post_logout_redirect_uri");
        if (!location.startsWith(base() + "/end_session?")
                || !CLIENT_ID.equals(request.get("client_id"))
                || !request.containsKey(returnParameter)
                || (!isStandard && request.size() > 2)) {
            throw new IllegalArgumentException("refused: " + request.keySet());
        }
        String state = request.get("state");
        return address(request.get(returnParameter), state == null ? Map.of() : Map.of("state", state));
    }

    private static String address(String start, Map<String, String> params) {
        StringBuilder address = new StringBuilder(start);
        char separator = '?';
        for (Map.Entry<String, String> param : params.entrySet()) {
            address.append(separator)
                    .append(param.getKey())
                    .append('=')
                    .append(URLEncoder.encode(param.getValue(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return address.toString();
    }

    // Requests that this provider sends itself

    /** A logout token for alice's first session, bent. */
    public String logoutToken(String type, Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("aud", CLIENT_ID);
        claims.put("iat", now());
        claims.put("exp", now() + 120);
        claims.put("jti", "jti-" + grants.next());
        claims.put("sub", "sub-alice");
        claims.put("sid", "sid-alice");
        claims.put("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()));
        change.accept(claims);
        return keys.sign(JsonUtil.toJson(claims), type);
    }

    /** The same, properly signed with another algorithm than ID tokens. */
    public String logoutTokenByES256() {
        String[] parts = logoutToken("logout+jwt", claims -> {}).split("\\.", -1);
        return keys.signES256(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }

    /** Further members of the JWKS, as JSON. */
    public void publishToo(String jwk) {
        keys.publishToo(jwk);
    }

    /** Signs anything with the present key. */
    public String sign(Map<String, Object> claims) {
        return keys.sign(JsonUtil.toJson(claims), "JWT");
    }

    private void serve() {
        server.setExecutor(threads);
        server.createContext("/", this::route);
        server.start();
    }

    private static HttpServer listen(InetSocketAddress where) {
        try {
            return HttpServer.create(where, 64);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.computeIfAbsent(path, unused -> new AtomicInteger()).incrementAndGet();
            lastBodies.put(path, body);
            lastAuthorizations.put(
                    path,
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                            .orElse(""));
            holds.getOrDefault(path, Hold.NONE).pass();
            Integer status = statuses.get(path);
            if (status != null) {
                json(exchange, status, Map.of("error", errors.get(path)));
                return;
            }
            Map<String, String> form = Query.decode(body);
            IssuedSecrets.addParams(form);
            if (path.equals("/.well-known/openid-configuration")) {
                json(exchange, 200, document());
            } else if (path.equals(jwksPath)) {
                write(exchange, 200, keys.jwks());
            } else if (path.equals(tokenPath)) {
                token(exchange, form);
            } else if (path.equals("/userinfo")) {
                userInfo(exchange);
            } else if (path.equals("/revoke")) {
                grants.revoke(form.get("token"));
                json(exchange, 200, Map.of());
            } else if (path.equals("/par")) {
                String requestUri = "urn:ietf:params:oauth:request_uri:" + grants.next();
                pushed.put(requestUri, form);
                json(exchange, 201, Map.of("request_uri", requestUri, "expires_in", 60));
            } else {
                json(exchange, 404, Map.of("error", "not_found"));
            }
        }
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer());
        document.put("authorization_endpoint", base() + "/authorize");
        document.put("token_endpoint", base() + tokenPath);
        document.put("jwks_uri", base() + jwksPath);
        document.put("userinfo_endpoint", base() + "/userinfo");
        document.put("revocation_endpoint", base() + "/revoke");
        document.put("end_session_endpoint", base() + "/end_session");
        document.put("authorization_response_iss_parameter_supported", true);
        document.put("unknown_member", List.of(1, 2, 3));
        discovery.accept(document);
        return document;
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        tokenRequest.accept(form);
        boolean isRefresh = "refresh_token".equals(form.get("grant_type"));
        Optional<OpenIdGrants.Grant> grant =
                isRefresh ? grants.refresh(form.get("refresh_token")) : grants.redeem(form);
        if (grant.isEmpty()) {
            json(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        int number = grants.next();
        String accessToken = "access-" + number;
        String refreshToken = "refresh-" + number;
        grants.keep(accessToken, refreshToken, grant.get());
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("access_token", accessToken);
        response.put("token_type", "Bearer");
        response.put("expires_in", LIFETIME_SECONDS);
        if (!isRefresh || grants.rotates()) {
            response.put("refresh_token", refreshToken);
        }
        response.put("id_token", idToken.apply(idToken(grant.get(), accessToken, isRefresh)));
        response.put("unknown_member", Map.of("a", 1));
        changeTokenResponse.accept(response);
        IssuedSecrets.addParams(response);
        json(exchange, 200, response);
    }

    private String idToken(OpenIdGrants.Grant grant, String accessToken, boolean isRefresh) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer());
        claims.put("sub", "sub-" + grant.user());
        claims.put("aud", CLIENT_ID);
        claims.put("iat", now());
        claims.put("exp", now() + LIFETIME_SECONDS);
        claims.put("auth_time", grant.authTime());
        claims.put("sid", "sid-" + grant.user());
        claims.put("at_hash", half(accessToken));
        claims.put("preferred_username", grant.user());
        if (!isRefresh) {
            claims.put("nonce", grant.nonce());
        }
        idTokenClaims.accept(claims);
        return keys.sign(JsonUtil.toJson(claims), "JWT");
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        String token = lastAuthorization("/userinfo").replace("Bearer ", "");
        Optional<OpenIdGrants.Grant> grant = grants.of(token);
        if (grant.isEmpty()) {
            json(exchange, 401, Map.of("error", "invalid_token"));
            return;
        }
        String user = grant.get().user();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", "sub-" + user);
        claims.put("email", user + "@example.test");
        claims.put("realm_access", Map.of("roles", List.of("user")));
        UnaryOperator<String> replacement = signedUserInfo;
        if (replacement == null) {
            userInfo.accept(claims);
            json(exchange, 200, claims);
            return;
        }
        claims.put("iss", issuer());
        claims.put("aud", CLIENT_ID);
        userInfo.accept(claims);
        write(exchange, 200, replacement.apply(sign(claims)));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private static String half(String accessToken) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 16));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void json(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        write(exchange, status, JsonUtil.toJson(body));
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public synchronized void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
