package org.authfilter.internal.provider.credentials;

import jakarta.json.JsonObjectBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.authfilter.internal.config.RefreshCarrier;

/** Headers and body of a request to the backend. */
record BackendRequest(Map<String, String> headers, String body) {

    private static final String CONTENT_TYPE = "Content-Type";

    static BackendRequest json(Map<String, String> members) {
        JsonObjectBuilder object = JsonText.PROVIDER.createObjectBuilder();
        members.forEach(object::add);
        return new BackendRequest(
                headers(CONTENT_TYPE, "application/json"), object.build().toString());
    }

    static BackendRequest by(RefreshCarrier carrier, String field, String value) {
        return switch (carrier) {
            case JSON -> json(Map.of(field, value));
            case FORM ->
                new BackendRequest(
                        headers(CONTENT_TYPE, "application/x-www-form-urlencoded"),
                        encode(field) + "=" + encode(value));
            case HEADER -> new BackendRequest(headers(field, value), "");
        };
    }

    BackendRequest withBearer(String accessToken) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putIfAbsent("Authorization", "Bearer " + accessToken);
        return new BackendRequest(all, body);
    }

    private static Map<String, String> headers(String name, String value) {
        return Map.of("Accept", "application/json", name, value);
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
