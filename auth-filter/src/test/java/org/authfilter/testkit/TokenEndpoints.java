package org.authfilter.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** Sign-in, refresh and sign-out of an issuer: process the request, wait for the scripted delay, then respond. Thread-safe. */
final class TokenEndpoints {

    private static final String INVALID_CREDENTIALS = "{\"error\":\"invalid_credentials\"}";
    private static final String INVALID_GRANT = "{\"error\":\"invalid_grant\"}";

    private final FaultScript loginFaults = new FaultScript();
    private final FaultScript refreshFaults = new FaultScript();
    private final IssuedTokens tokens;
    private final IssuerCounters counters;
    private final ResponseWriter responses;
    private final Set<String> signedOut = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile CountDownLatch hold = new CountDownLatch(0);

    TokenEndpoints(IssuedTokens tokens, IssuerCounters counters, ResponseWriter responses) {
        this.tokens = tokens;
        this.counters = counters;
        this.responses = responses;
    }

    FaultScript loginFaults() {
        return loginFaults;
    }

    FaultScript refreshFaults() {
        return refreshFaults;
    }

    void delay(Duration time) {
        delay = time;
    }

    int signedOut() {
        return signedOut.size();
    }

    void hold() {
        hold = new CountDownLatch(1);
    }

    void release() {
        hold.countDown();
    }

    void signIn(HttpExchange exchange) throws IOException {
        Map<String, Object> request = read(exchange);
        IssuedSecrets.addParams(request);
        Optional<Fault> fault = loginFaults.take();
        Optional<Grant> grant = Optional.empty();
        if (isProcessed(fault) && request.containsKey("email") && !"wrong".equals(request.get("password"))) {
            boolean expired = has(fault, Fault.Shape.EXPIRED_ON_ARRIVAL);
            grant = Optional.of(tokens.signIn(String.valueOf(request.get("email")), expired));
        }
        if (grant.isEmpty() && isProcessed(fault)) {
            counters.add(IssuerCounters.Event.LOGIN_REFUSED);
        }
        respond(exchange, grant, fault, 401, INVALID_CREDENTIALS);
    }

    void refresh(HttpExchange exchange) throws IOException {
        String token = presented(exchange);
        Optional<Fault> fault = refreshFaults.take();
        Optional<Grant> grant = Optional.empty();
        if (isProcessed(fault)) {
            grant = has(fault, Fault.Shape.WITHOUT_REFRESH_TOKEN)
                    ? tokens.refreshWithoutRotation(token)
                    : tokens.rotate(token, has(fault, Fault.Shape.EXPIRED_ON_ARRIVAL));
        }
        grant.ifPresent(issued -> counters.add(IssuerCounters.Event.REFRESH_OK));
        counters.add(IssuerCounters.Event.REFRESH);
        respond(exchange, grant, fault, 400, INVALID_GRANT);
    }

    void signOut(HttpExchange exchange) throws IOException {
        String token = presented(exchange);
        signedOut.add(token);
        if (tokens.revokeFamilyOf(token)) {
            counters.add(IssuerCounters.Event.REVOCATION);
        }
        responses.json(exchange, 200, "{}");
    }

    private void respond(
            HttpExchange exchange, Optional<Grant> grant, Optional<Fault> fault, int rejectedStatus, String reason)
            throws IOException {
        responses.pause(delay);
        awaitRelease();
        boolean rejected = grant.isEmpty() && isProcessed(fault);
        String json = grant.map(issued -> issued.toJson(fault)).orElse(reason);
        if (fault.isPresent() && !rejected) {
            responses.broken(exchange, fault.get(), json);
        } else {
            responses.json(exchange, rejected ? rejectedStatus : 200, json);
        }
    }

    private void awaitRelease() {
        try {
            hold.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isProcessed(Optional<Fault> fault) {
        return fault.map(Fault::processed).orElse(true);
    }

    private static boolean has(Optional<Fault> fault, Fault.Shape shape) {
        return fault.filter(given -> given.shape() == shape).isPresent();
    }

    /** The refresh token, by whichever carrier it came. */
    private static String presented(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("X-Refresh-Token");
        String token = header == null ? String.valueOf(read(exchange).get("token")) : header;
        IssuedSecrets.add("refresh token", token);
        return token;
    }

    private static Map<String, Object> read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if ("application/x-www-form-urlencoded".equals(type)) {
            return form(body);
        }
        try {
            return JsonUtil.parseJson(body);
        } catch (JoseException e) {
            return Map.of();
        }
    }

    private static Map<String, Object> form(String body) {
        return Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
