package org.authfilter.internal.endpoint;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.authfilter.internal.common.JsonDepth;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a client sent: those of a body, a form or a JSON object, or else those of the address, never both. They
 * may contain a password, so they are never printed. Immutable.
 */
final class Submission {

    static final Submission NONE = new Submission(Map.of());

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MAX_BYTES = 64 * 1024;

    private final Map<String, List<String>> fields;
    private final Map<String, ? extends JsonValue> json;

    private Submission(Map<String, List<String>> fields) {
        this.fields = fields;
        this.json = Map.of();
    }

    private Submission(JsonObject json) {
        this.fields = texts(json);
        this.json = json;
    }

    /** The fields of a form that {@link #form(List)} has written. */
    static Submission ofForm(String form) {
        return new Submission(UrlEncodedForm.decode(form));
    }

    /** Writes the fields with these names as a form; a repeated one stays repeated. */
    String form(List<String> names) {
        return names.stream()
                .flatMap(name -> fields.getOrDefault(name, List.of()).stream()
                        .map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }

    /**
     * Reads the fields of the body, 64 KiB at most. A request without a body and a {@code Content-Type} has none.
     *
     * @throws UnreadableException if the body is too long, malformed or of another type than a form or JSON
     */
    static Submission ofBody(HttpServletRequest request) throws UnreadableException {
        String type = mediaType(request);
        if (type.equals(UrlEncodedForm.TYPE)) {
            return new Submission(form(request));
        }
        if (type.equals("application/json")) {
            return new Submission(json(request));
        }
        if (!type.isEmpty() || request.getContentLengthLong() > 0) {
            throw new UnreadableException(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
        }
        return NONE;
    }

    /**
     * Reads the fields of the address, without those that can't be decoded; none of more than 64 KiB. {@code getParameter} might read a body
     * without a limit, and Payara decodes the address with the charset of the WAR.
     */
    static Submission ofAddress(HttpServletRequest request) {
        return new Submission(query(request));
    }

    /** The value of a field, the first one if it is repeated; {@code null} if it is absent. */
    @Nullable
    String get(String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
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
        return fields.getOrDefault(name, List.of()).size() > 1 ? "" : get(name);
    }

    /** The CSRF token, from the header {@code X-CSRF-Token} or the field {@code csrfToken}. */
    @Nullable
    String csrfToken(HttpServletRequest request) {
        String header = request.getHeader("X-CSRF-Token");
        return header == null ? get("csrfToken") : header;
    }

    private static String mediaType(HttpServletRequest request) {
        String contentType = Objects.requireNonNullElse(request.getContentType(), "");
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Implementations of JSON-P throw more than they document. */
    private static JsonObject json(HttpServletRequest request) throws UnreadableException {
        String body = body(request);
        if (body.isEmpty()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (JsonDepth.exceedsLimit(body)) {
            throw new UnreadableException(HttpServletResponse.SC_BAD_REQUEST);
        }
        try (JsonReader reader = JSON.createReader(new StringReader(body))) {
            return reader.readObject();
        } catch (RuntimeException notAnObject) {
            throw new UnreadableException(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static Map<String, List<String>> texts(JsonObject object) {
        Map<String, List<String>> texts = new HashMap<>();
        object.forEach((name, value) -> {
            if (value instanceof JsonString string) {
                texts.put(name, List.of(string.getString()));
            } else if (value.getValueType() == JsonValue.ValueType.NUMBER) {
                texts.put(name, List.of(value.toString()));
            }
        });
        return texts;
    }

    private static Map<String, List<String>> form(HttpServletRequest request) throws UnreadableException {
        try {
            String body = body(request);
            return body.isEmpty() ? formReadByAnotherFilter(request) : UrlEncodedForm.decode(body);
        } catch (IllegalArgumentException malformed) {
            throw new UnreadableException(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    /** Takes the parameters without those of the query, whose values come first (Jakarta Servlet 6.0, section 3.1). */
    private static Map<String, List<String>> formReadByAnotherFilter(HttpServletRequest request)
            throws UnreadableException {
        Map<String, List<String>> query = query(request);
        Map<String, List<String>> form = new HashMap<>();
        if (isTooLong(request.getQueryString())) {
            return form;
        }
        try {
            request.setCharacterEncoding("UTF-8");
            request.getParameterMap().forEach((name, values) -> {
                int ofQuery = Math.min(query.getOrDefault(name, List.of()).size(), values.length);
                if (ofQuery < values.length) {
                    form.put(name, Arrays.asList(values).subList(ofQuery, values.length));
                }
            });
            return form;
        } catch (UnsupportedEncodingException | RuntimeException undecodable) {
            throw new UnreadableException(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static Map<String, List<String>> query(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null || isTooLong(query) ? Map.of() : UrlEncodedForm.decodeLeniently(query);
    }

    private static boolean isTooLong(@Nullable String query) {
        return query != null && query.length() > MAX_BYTES;
    }

    private static String body(HttpServletRequest request) throws UnreadableException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw new UnreadableException(HttpServletResponse.SC_BAD_REQUEST);
        }
        try {
            byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                throw new UnreadableException(HttpServletResponse.SC_BAD_REQUEST);
            }
            return new String(body, StandardCharsets.UTF_8);
        } catch (IOException cutOff) {
            throw new UnreadableException(HttpServletResponse.SC_BAD_REQUEST);
        } catch (IllegalStateException readByAnotherFilter) {
            return "";
        }
    }

    /** The body can't be read. It has no message and no cause, because these could contain a password. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int status;

        private UnreadableException(int status) {
            this.status = status;
        }

        /** The status of the response: 400, or 415 if the type is not supported. */
        int status() {
            return status;
        }
    }
}
