package org.authfilter.config;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads single keys. A value that can't be read becomes a mistake and the reading goes on, so that all
 * mistakes are found; what is read then is never used.
 */
final class Lookup {

    private final Map<String, Said> said;
    private final UnaryOperator<@Nullable String> placeholders;
    private final Mistakes mistakes;

    Lookup(Map<String, Said> said, UnaryOperator<@Nullable String> placeholders, Mistakes mistakes) {
        this.said = said;
        this.placeholders = placeholders;
        this.mistakes = mistakes;
    }

    <T> T required(Key key, Function<String, T> parse, T afterMistake) {
        return orElse(read(key.wireName(), key.defaultValue(), parse), afterMistake);
    }

    <T> @Nullable T optional(Key key, Function<String, T> parse) {
        return read(key.wireName(), key.defaultValue(), parse);
    }

    <T> T required(CredentialsKey key, String provider, Function<String, T> parse, T afterMistake) {
        return orElse(read(key.of(provider), key.defaultValue(), parse), afterMistake);
    }

    <T> @Nullable T optional(CredentialsKey key, String provider, Function<String, T> parse) {
        return read(key.of(provider), key.defaultValue(), parse);
    }

    /** A key without a default that must be there. */
    <T> @Nullable T mandatory(String key, Function<String, @Nullable T> parse, String remedy) {
        if (!said.containsKey(key)) {
            mistakes.missing(key, remedy);
        }
        return read(key, null, parse);
    }

    private <T> @Nullable T read(String key, @Nullable String byDefault, Function<String, @Nullable T> parse) {
        Said here = said.get(key);
        if (here == null) {
            return byDefault == null ? null : parse.apply(byDefault);
        }
        try {
            return parse.apply(filled(here));
        } catch (IllegalArgumentException wrong) {
            mistakes.wrong(key, here, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private String filled(Said here) {
        return here.kind() == Said.Kind.OWN_WITH_PLACEHOLDERS
                ? Placeholders.fill(here.value(), placeholders)
                : here.value();
    }

    private static <T> T orElse(@Nullable T value, T byDefault) {
        return value == null ? byDefault : value;
    }
}
