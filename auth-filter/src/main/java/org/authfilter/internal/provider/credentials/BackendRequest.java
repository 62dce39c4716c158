package org.authfilter.internal.provider.credentials;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Headers and body of a request to the backend. */
record BackendRequest(Map<String, String> headers, String body) {

    private static final String CONTENT_TYPE = "Content-Type";

    /** A JSON object with these members, or no body if there are none. */
    static BackendRequest json(Map<String, ? extends JsonValue> members) {
        if (members.isEmpty()) {
            return new BackendRequest(Map.of("Accept", "application/json"), "");
        }
        JsonObjectBuilder object = JsonText.PROVIDER.createObjectBuilder();
        members.forEach(object::add);
        return withBody("application/json", object.build().toString());
    }

    /** A form with these fields; values that are no strings are written as in JSON. */
    static BackendRequest form(Map<String, ? extends JsonValue> fields) {
        return withBody(
                "application/x-www-form-urlencoded",
                fields.entrySet().stream()
                        .map(field -> encode(field.getKey()) + "=" + encode(text(field.getValue())))
                        .collect(Collectors.joining("&")));
    }

    /** Constants as JSON values: {@code true} and {@code false} are no strings. */
    static Map<String, JsonValue> values(Map<String, String> constants) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        constants.forEach((name, value) -> values.put(
                name,
                switch (value) {
                    case "true" -> JsonValue.TRUE;
                    case "false" -> JsonValue.FALSE;
                    default -> string(value);
                }));
        return values;
    }

    static JsonString string(String value) {
        return JsonText.PROVIDER.createValue(value);
    }

    BackendRequest withHeader(String name, String value) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putIfAbsent(name, value);
        return new BackendRequest(all, body);
    }

    BackendRequest withBearer(String accessToken) {
        return withHeader("Authorization", "Bearer " + accessToken);
    }

    private static BackendRequest withBody(String type, String body) {
        return new BackendRequest(Map.of("Accept", "application/json", CONTENT_TYPE, type), body);
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Names only: the values are secret. */
    @Override
    public String toString() {
        return "BackendRequest" + headers.keySet();
    }
}
