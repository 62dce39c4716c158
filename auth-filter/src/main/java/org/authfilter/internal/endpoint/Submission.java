package org.authfilter.internal.endpoint;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a client sent: in the address, in a form or in a JSON object. They may contain a password, so they are
 * never printed. Immutable.
 */
final class Submission {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_BYTES = 1 << 16;

    private final Map<String, String> fields;
    private final Map<String, ? extends JsonValue> json;
    private final Set<String> repeated;

    private Submission(Map<String, String> fields, Set<String> repeated) {
        this.fields = fields;
        this.json = Map.of();
        this.repeated = repeated;
    }

    private Submission(JsonObject json) {
        this.fields = texts(json);
        this.json = json;
        this.repeated = Set.of();
    }

    /**
     * Reads the fields of the body and of the address.
     *
     * @throws MalformedException if the body can't be read
     */
    static Submission of(HttpServletRequest request) throws MalformedException {
        String contentType = Objects.requireNonNullElse(request.getContentType(), "");
        if (contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return new Submission(json(request));
        }
        return UrlEncodedForm.isTypeOf(contentType) ? form(request) : parameters(request);
    }

    /** The fields of the address; none if the server can't decode it. */
    static Submission ofAddress(HttpServletRequest request) {
        try {
            return parameters(request);
        } catch (MalformedException undecodable) {
            return new Submission(Map.of(), Set.of());
        }
    }

    /** The value of a field, the first one if it is repeated; {@code null} if it is absent. */
    @Nullable
    String get(String name) {
        return fields.get(name);
    }

    /**
     * The value of a field with the type that it has in a JSON object; a string in a form. {@code null} if it is absent,
     * empty or a JSON null.
     */
    @Nullable
    JsonValue value(String name) {
        JsonValue value = json.get(name);
        if (value != null && value.getValueType() != JsonValue.ValueType.STRING) {
            return value.getValueType() == JsonValue.ValueType.NULL ? null : value;
        }
        String text = get(name);
        return text == null || text.isEmpty() ? null : JSON.createValue(text);
    }

    /**
     * The value of a field that must not be repeated (RFC 6749, section 3.1): empty if it is repeated, {@code null} if it
     * is absent.
     */
    @Nullable
    String single(String name) {
        return repeated.contains(name) ? "" : get(name);
    }

    /** The CSRF token, from the header {@code X-CSRF-Token} or the field {@code csrfToken}. */
    @Nullable
    String csrfToken(HttpServletRequest request) {
        String header = request.getHeader("X-CSRF-Token");
        return header == null ? get("csrfToken") : header;
    }

    /** Implementations of JSON-P throw more than they document, for instance at a very deep nesting. */
    private static JsonObject json(HttpServletRequest request) throws MalformedException {
        byte[] body = body(request);
        if (body.length == 0) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(body))) {
            return reader.readObject();
        } catch (RuntimeException notAnObject) {
            throw new MalformedException();
        }
    }

    private static Map<String, String> texts(JsonObject object) {
        Map<String, String> texts = new HashMap<>();
        object.forEach((name, value) -> {
            if (value instanceof JsonString string) {
                texts.put(name, string.getString());
            } else if (value.getValueType() == JsonValue.ValueType.NUMBER) {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }

    /** Reads the body before {@code getParameter} does, which would decode it with the charset of the WAR. */
    private static Submission form(HttpServletRequest request) throws MalformedException {
        try {
            Map<String, String> fields = UrlEncodedForm.decode(body(request));
            Submission parameters = parameters(request);
            fields.putAll(parameters.fields);
            return new Submission(fields, parameters.repeated);
        } catch (IllegalArgumentException malformed) {
            throw new MalformedException();
        }
    }

    /**
     * The parameters of the address, and those of a body that another filter has read before. Payara decodes the address
     * with the charset of the WAR unless the request names another.
     */
    private static Submission parameters(HttpServletRequest request) throws MalformedException {
        try {
            request.setCharacterEncoding("UTF-8");
            Map<String, String> first = new HashMap<>();
            Set<String> repeated = new HashSet<>();
            request.getParameterMap().forEach((name, values) -> {
                first.put(name, values[0]);
                if (values.length > 1) {
                    repeated.add(name);
                }
            });
            return new Submission(first, repeated);
        } catch (UnsupportedEncodingException | RuntimeException undecodable) {
            throw new MalformedException();
        }
    }

    private static byte[] body(HttpServletRequest request) throws MalformedException {
        try {
            byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw new MalformedException();
            }
            return body;
        } catch (IOException cutOff) {
            throw new MalformedException();
        } catch (IllegalStateException readByAnotherFilter) {
            return new byte[0];
        }
    }

    /** The body can't be read. It has no message and no cause, because these could contain a password. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
