package org.authfilter.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * A token backend of a shape that a test describes, on a port of 127.0.0.1. It accepts exactly the described requests and
 * refuses all others. In what is described, {@code $A} and {@code $R} are the present access and refresh token, in the
 * response to a sign-in or a refresh the next ones. The access tokens are JWTs without a genuine signature. Thread-safe.
 */
public final class ShapedBackend implements AutoCloseable {

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final Clock clock;
    private final HttpServer server;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private int number;
    private long expiry;
    private int signOuts;

    /** A request that is accepted, or refused with a status of its own. */
    private record Rule(Request request, Kind kind, int status, String response) {}

    private enum Kind {
        TOKENS,
        LOGOUT,
        OTHER
    }

    /**
     * A request.
     *
     * @param target path and query
     * @param type the content type, empty without a body
     * @param body JSON or a form, whose members may come in any order
     * @param authorization the header {@code Authorization}; {@code null} if there must be none
     */
    public record Request(String target, String type, String body, String authorization) {

        /** A JSON object. */
        public static Request json(String target, String body) {
            return new Request(target, "application/json", body, null);
        }

        /** A form. */
        public static Request form(String target, String body) {
            return new Request(target, "application/x-www-form-urlencoded", body, null);
        }

        /** A request without a body. */
        public static Request bearer(String target, String token) {
            return new Request(target, "", "", "Bearer " + token);
        }

        /** The same with this bearer token. */
        public Request withBearer(String token) {
            return new Request(target, type, body, "Bearer " + token);
        }
    }

    private ShapedBackend(Clock clock, int port) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/", this::respond);
        server.start();
    }

    /** Starts a backend that accepts nothing yet. */
    public static ShapedBackend start(Clock clock) {
        return new ShapedBackend(clock, 0);
    }

    /**
     * Starts one on a certain port, with the system's clock.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public static ShapedBackend startOnPort(int port) {
        return new ShapedBackend(Clock.systemUTC(), port);
    }

    /** The address without a path. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Accepts a sign-in; one whose password is {@code wrong} instead of {@code right} gets {@code refusal}. */
    public ShapedBackend signIn(Request request, int refusal, String response) {
        Request wrong = new Request(
                request.target(), request.type(), request.body().replace("right", "wrong"), request.authorization());
        rules.add(new Rule(wrong, Kind.OTHER, refusal, "{\"message\":\"wrong\"}"));
        return tokens(request, response);
    }

    /** Accepts a refresh. */
    public ShapedBackend refresh(Request request, String response) {
        return tokens(request, response);
    }

    private ShapedBackend tokens(Request request, String response) {
        rules.add(new Rule(request, Kind.TOKENS, 200, response));
        return this;
    }

    /** Accepts a sign-out. */
    public ShapedBackend signOut(Request request) {
        rules.add(new Rule(request, Kind.LOGOUT, 204, ""));
        return this;
    }

    /** Accepts a GET with the present access token. */
    public ShapedBackend profile(String target, String response) {
        rules.add(new Rule(Request.bearer(target, "$A"), Kind.OTHER, 200, response));
        return this;
    }

    /** What was refused since no rule accepts it, without tokens. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    public synchronized int signOuts() {
        return signOuts;
    }

    private synchronized void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            Request came = new Request(
                    exchange.getRequestURI().toString(),
                    type == null ? "" : type,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    exchange.getRequestHeaders().getFirst("Authorization"));
            for (Rule rule : rules) {
                if (accepts(rule.request(), came)) {
                    accept(exchange, rule);
                    return;
                }
            }
            refused.add(exchange.getRequestMethod() + " " + came.target() + " " + came.type());
            write(exchange, 400, "{\"error\":\"refused\"}");
        }
    }

    private void accept(HttpExchange exchange, Rule rule) throws IOException {
        if (rule.kind() == Kind.TOKENS) {
            number++;
            expiry = clock.instant().plus(LIFETIME).getEpochSecond();
        } else if (rule.kind() == Kind.LOGOUT) {
            signOuts++;
        }
        write(exchange, rule.status(), filled(rule.response()));
    }

    private boolean accepts(Request described, Request came) {
        return described.target().equals(came.target())
                && described.type().equals(came.type())
                && Objects.equals(
                        described.authorization() == null ? null : filled(described.authorization()),
                        came.authorization())
                && content(described.type(), filled(described.body())).equals(content(came.type(), came.body()));
    }

    private static Map<String, ?> content(String type, String body) {
        if (!type.equals("application/json")) {
            return Query.decode(body);
        }
        try {
            return JsonUtil.parseJson(body);
        } catch (JoseException notAnObject) {
            return Map.of("not a JSON object", body);
        }
    }

    private String filled(String template) {
        return template.replace("$A", accessToken()).replace("$R", "refresh-" + number);
    }

    /** The expiry is that of the moment when the token was issued. */
    private String accessToken() {
        String claims = "{\"jti\":\"" + number + "\",\"sub\":\"sub-alice\",\"exp\":" + expiry + "}";
        return base64("{\"alg\":\"HS256\"}") + "." + base64(claims) + "." + base64("signature");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
