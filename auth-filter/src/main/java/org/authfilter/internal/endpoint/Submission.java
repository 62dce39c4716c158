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
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields that a client sent, as a form or as a JSON object. They may hold a password, so they never print. */
final class Submission {

    private static final JsonProvider JSON = JsonProvider.provider();
    private static final int MOST_BYTES = 1 << 16;

    private final Map<String, String> fields;

    private Submission(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * Reads the body.
     *
     * @throws MalformedException if it can't be read
     */
    static Submission of(HttpServletRequest request) throws MalformedException {
        String contentType = Objects.requireNonNullElse(request.getContentType(), "");
        if (contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return new Submission(json(request));
        }
        return new Submission(UrlEncodedForm.isNamedBy(contentType) ? form(request) : parameters(request));
    }

    /**
     * A parameter of the address; {@code null} if there is none or the server can't read it. Payara decodes addresses as
     * the WAR says, unless the request says otherwise.
     */
    static @Nullable String parameter(HttpServletRequest request, String name) {
        try {
            request.setCharacterEncoding("UTF-8");
            return request.getParameter(name);
        } catch (UnsupportedEncodingException | RuntimeException unreadable) {
            return null;
        }
    }

    @Nullable
    String get(String name) {
        return fields.get(name);
    }

    /** The CSRF token, from the header {@code X-CSRF-Token} or the field {@code csrfToken}. */
    @Nullable
    String csrfToken(HttpServletRequest request) {
        String header = request.getHeader("X-CSRF-Token");
        return header == null ? get("csrfToken") : header;
    }

    /** Implementations of JSON-P throw more than they document, for instance at nestings beyond all reason. */
    private static Map<String, String> json(HttpServletRequest request) throws MalformedException {
        byte[] body = body(request);
        if (body.length == 0) {
            return Map.of();
        }
        try (JsonReader reader = JSON.createReader(new ByteArrayInputStream(body))) {
            return texts(reader.readObject());
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

    /** The body is read first: {@code getParameter} would decode it as the WAR says. */
    private static Map<String, String> form(HttpServletRequest request) throws MalformedException {
        try {
            Map<String, String> fields = UrlEncodedForm.decode(body(request));
            fields.putAll(parameters(request));
            return fields;
        } catch (IllegalArgumentException malformed) {
            throw new MalformedException();
        }
    }

    /** What the address says, and a body that somebody before us has read as parameters; of repeated ones the first. */
    private static Map<String, String> parameters(HttpServletRequest request) throws MalformedException {
        try {
            request.setCharacterEncoding("UTF-8");
            Map<String, String> texts = new HashMap<>();
            request.getParameterMap().forEach((name, values) -> texts.put(name, values[0]));
            return texts;
        } catch (UnsupportedEncodingException | RuntimeException unreadable) {
            throw new MalformedException();
        }
    }

    private static byte[] body(HttpServletRequest request) throws MalformedException {
        try {
            byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw new MalformedException();
            }
            return body;
        } catch (IOException cutOff) {
            throw new MalformedException();
        } catch (IllegalStateException readBySomebodyBeforeUs) {
            return new byte[0];
        }
    }

    /** The body can't be read. What was wrong with it is not told: it may hold a password. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
