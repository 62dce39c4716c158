package org.authfilter.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jose4j.json.JsonUtil;

/** What an issuer and its API let others read: the key set, the profile, the orders. Thread-safe. */
final class Resources {

    private final FaultScript keyFaults = new FaultScript();
    private final FaultScript profileFaults = new FaultScript();
    private final IssuedTokens tokens;
    private final AccessTokenFormat format;
    private final IssuerCounters counters;
    private final AnswerWriter answers;

    Resources(IssuedTokens tokens, AccessTokenFormat format, IssuerCounters counters, AnswerWriter answers) {
        this.tokens = tokens;
        this.format = format;
        this.counters = counters;
        this.answers = answers;
    }

    FaultScript keyFaults() {
        return keyFaults;
    }

    FaultScript profileFaults() {
        return profileFaults;
    }

    void keys(HttpExchange exchange) throws IOException {
        counters.add(IssuerCounters.Event.KEY_READING);
        answer(exchange, keyFaults, format.jwks());
    }

    void profile(HttpExchange exchange) throws IOException {
        counters.add(IssuerCounters.Event.PROFILE_READING);
        Optional<Map<String, Object>> profile = bearer(exchange).flatMap(tokens::profile);
        if (profile.isPresent()) {
            answer(exchange, profileFaults, JsonUtil.toJson(profile.get()));
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
            Map<String, String> answer = new TreeMap<>(known.get());
            if (exchange.getRequestMethod().equals("POST")) {
                answer.put("received", received);
            }
            answers.json(exchange, 200, JsonUtil.toJson(answer));
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

    private void answer(HttpExchange exchange, FaultScript faults, String json) throws IOException {
        Optional<Fault> fault = faults.take();
        if (fault.isPresent()) {
            answers.broken(exchange, fault.get(), json);
        } else {
            answers.json(exchange, 200, json);
        }
    }

    private void unauthorized(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        answers.json(exchange, 401, "{\"error\":\"invalid_token\"}");
    }
}
