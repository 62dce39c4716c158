package org.authfilter.internal.provider.credentials;

import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.authfilter.internal.common.JsonDepth;
import org.jspecify.annotations.Nullable;

/** A JSON text that is read by JSON pointers (RFC 6901). */
final class JsonText {

    static final JsonProvider PROVIDER = JsonProvider.provider();

    /** An object without members. */
    static final JsonText EMPTY = new JsonText(JsonValue.EMPTY_JSON_OBJECT);

    private final JsonStructure root;

    private JsonText(JsonStructure root) {
        this.root = root;
    }

    /**
     * Empty if the body is not a JSON object or array, or is nested too deeply. Implementations of JSON-P throw more
     * than they document, for instance at huge numbers.
     */
    static Optional<JsonText> parse(String body) {
        if (JsonDepth.exceedsLimit(body)) {
            return Optional.empty();
        }
        try (JsonReader reader = PROVIDER.createReader(new StringReader(body))) {
            return Optional.of(new JsonText(reader.read()));
        } catch (RuntimeException malformed) {
            return Optional.empty();
        }
    }

    /** The value at {@code pointer}; {@code null} where there is none or it is a JSON null. */
    @Nullable
    JsonValue at(@Nullable String pointer) {
        if (pointer == null) {
            return null;
        }
        try {
            JsonValue value = PROVIDER.createPointer(pointer).getValue(root);
            return value.getValueType() == JsonValue.ValueType.NULL ? null : value;
        } catch (JsonException nothingThere) {
            return null;
        }
    }

    /** A string or number at {@code pointer} as text, {@code null} where there is neither or it is empty. */
    @Nullable
    String textAt(@Nullable String pointer) {
        JsonValue value = at(pointer);
        String text = value == null ? null : text(value);
        return text == null || text.isEmpty() ? null : text;
    }

    /** The value at the first of {@code pointers} that points to something; {@code null} if none does. */
    @Nullable
    JsonValue atFirst(List<String> pointers) {
        return pointers.stream()
                .map(this::at)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The text at the first of {@code pointers} that points to a text; {@code null} if none does. */
    @Nullable
    String textAtFirst(List<String> pointers) {
        return pointers.stream()
                .map(this::textAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    static @Nullable String text(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> value.toString();
            default -> null;
        };
    }
}
