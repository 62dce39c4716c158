package org.authfilter.internal.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Further parameters of an authorization request, written as in a query: {@code prompt=login&audience=https://api}. */
final class AuthorizationParams {

    private static final Set<String> OURS = Set.of(
            "client_id",
            "client_secret",
            "code_challenge",
            "code_challenge_method",
            "nonce",
            "redirect_uri",
            "request",
            "request_uri",
            "resource",
            "response_type",
            "scope",
            "state");

    private AuthorizationParams() {}

    static Map<String, String> parse(String value) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String pair : value.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("write NAME=VALUE, several joined by &, such as audience=shop");
            }
            String name = Converters.decoded(pair.substring(0, equals));
            if (name.equals("response_mode")) {
                throw new IllegalArgumentException("leave out response_mode: it has a key of its own, response-mode");
            }
            if (OURS.contains(name)) {
                throw new IllegalArgumentException("leave out " + name + ": it is set by auth-filter");
            }
            params.put(name, Converters.decoded(pair.substring(equals + 1)));
        }
        String maxAge = params.getOrDefault("max_age", "0");
        if (!maxAge.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("write max_age as seconds");
        }
        return Collections.unmodifiableMap(params);
    }
}
