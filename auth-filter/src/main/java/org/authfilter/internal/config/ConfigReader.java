package org.authfilter.internal.config;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads single keys. A value that can't be read becomes a mistake and the reading goes on, so that all
 * mistakes are found; what is read then is never used.
 */
final class ConfigReader {

    private final Map<String, ConfigValue> said;
    private final UnaryOperator<@Nullable String> placeholders;
    private final ConfigProblems mistakes;

    ConfigReader(Map<String, ConfigValue> said, UnaryOperator<@Nullable String> placeholders, ConfigProblems mistakes) {
        this.said = said;
        this.placeholders = placeholders;
        this.mistakes = mistakes;
    }

    <T> T required(Key key, Function<String, T> parse, T afterMistake) {
        return orElse(optional(key, parse), afterMistake);
    }

    <T> @Nullable T optional(Key key, Function<String, T> parse) {
        return read(key.wireName(), parse, () -> byDefault(key.defaultValue(), parse));
    }

    <T> T required(ProviderKey key, String provider, Function<String, T> parse, T afterMistake) {
        return orElse(optional(key, provider, parse), afterMistake);
    }

    <T> @Nullable T optional(ProviderKey key, String provider, Function<String, T> parse) {
        return read(key.of(provider), parse, () -> byDefault(key.defaultValue(), parse));
    }

    /** A key without a default that must be there. */
    <T> @Nullable T mandatory(String key, Function<String, @Nullable T> parse, String remedy) {
        return read(key, parse, () -> {
            mistakes.missing(key, remedy);
            return null;
        });
    }

    /** A key that is of no use without another one. */
    void demand(ProviderKey needed, ProviderKey by, String provider, String remedy) {
        ConfigValue here = said.get(by.of(provider));
        if (here != null && isSaid(here) && !isSaid(said.get(needed.of(provider)))) {
            mistakes.wrong(by.of(provider), here, remedy);
        }
    }

    private boolean isSaid(@Nullable ConfigValue here) {
        try {
            return here != null && !filled(here).isEmpty();
        } catch (IllegalArgumentException toldWhereItIsRead) {
            return true;
        }
    }

    private <T> @Nullable T read(String key, Function<String, @Nullable T> parse, Supplier<@Nullable T> notSaid) {
        ConfigValue here = said.get(key);
        if (here == null) {
            return notSaid.get();
        }
        try {
            String value = filled(here);
            return value.isEmpty() ? notSaid.get() : parse.apply(value);
        } catch (IllegalArgumentException wrong) {
            mistakes.wrong(key, here, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private String filled(ConfigValue here) {
        return here.kind() == ConfigValue.Kind.OWN_WITH_PLACEHOLDERS
                ? Placeholders.fill(here.value(), placeholders).strip()
                : here.value();
    }

    private static <T> @Nullable T byDefault(@Nullable String value, Function<String, T> parse) {
        return value == null ? null : parse.apply(value);
    }

    private static <T> T orElse(@Nullable T value, T byDefault) {
        return value == null ? byDefault : value;
    }
}
