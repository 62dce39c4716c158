package org.authfilter.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jose4j.json.JsonUtil;

/** The resources of an issuer and its API: the key set, the profile, the orders. Thread-safe. */
final class Resources {

    private final FaultScript keyFaults = new FaultScript();
    private final FaultScript profileFaults = new FaultScript();
    private final IssuedTokens tokens;
    private final AccessTokenFormat format;
    private final IssuerCounters counters;
    private final ResponseWriter responses;

    Resources(IssuedTokens tokens, AccessTokenFormat format, IssuerCounters counters, ResponseWriter responses) {
        this.tokens = tokens;
        this.format = format;
        this.counters = counters;
        this.responses = responses;
    }

    FaultScript keyFaults() {
        return keyFaults;
    }

    FaultScript profileFaults() {
        return profileFaults;
    }

    void keys(HttpExchange exchange) throws IOException {
        counters.add(IssuerCounters.Event.KEY_READING);
        respond(exchange, keyFaults, format.jwks());
    }

    void profile(HttpExchange exchange) throws IOException {
        counters.add(IssuerCounters.Event.PROFILE_READING);
        Optional<Map<String, Object>> profile = bearer(exchange).flatMap(tokens::profile);
        if (profile.isPresent()) {
            respond(exchange, profileFaults, JsonUtil.toJson(profile.get()));
        } else {
            unauthorized(exchange);
        }
    }

    void orders(HttpExchange exchange) throws IOException {
        counters.add(IssuerCounters.Event.API_CALL);
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            counters.add(IssuerCounters.Event.API_CALL_WITHOUT_TOKEN);
        }
        String received = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Optional<Map<String, String>> known = bearer(exchange).flatMap(tokens::introspect);
        if (known.isPresent()) {
            Map<String, String> response = new TreeMap<>(known.get());
            if (exchange.getRequestMethod().equals("POST")) {
                response.put("received", received);
            }
            responses.json(exchange, 200, JsonUtil.toJson(response));
        } else {
            counters.add(IssuerCounters.Event.API_CALL_REFUSED);
            unauthorized(exchange);
        }
    }

    private static Optional<String> bearer(HttpExchange exchange) {
        Optional<String> token = Optional.ofNullable(
                        exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(value -> value.startsWith("Bearer "))
                .map(value -> value.substring("Bearer ".length()));
        token.ifPresent(presented -> IssuedSecrets.add("access token", presented));
        return token;
    }

    private void respond(HttpExchange exchange, FaultScript faults, String json) throws IOException {
        Optional<Fault> fault = faults.take();
        if (fault.isPresent()) {
            responses.broken(exchange, fault.get(), json);
        } else {
            responses.json(exchange, 200, json);
        }
    }

    private void unauthorized(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        responses.json(exchange, 401, "{\"error\":\"invalid_token\"}");
    }
}
