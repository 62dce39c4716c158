package org.authfilter.internal.config;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a configuration key: name, type, default, documentation. Declarations stand in
 * {@link ApplicationKeys}, {@link CredentialsKeys} and {@link OidcKeys}. Immutable.
 *
 * @param <T> the type of the value
 */
final class Key<T> {

    private final String name;
    private final Function<String, T> converter;
    private final boolean isAddress;
    private final boolean isSecret;
    private final @Nullable String defaultText;
    private final Map<Preset, String> presetTexts;
    private final String documentedDefault;
    private final @Nullable Supplier<String> remedyIfMissing;
    private final @Nullable Predicate<Values> condition;
    private final List<BiConsumer<T, Values>> checks;
    private final List<Need> needs;
    private final String documentation;

    /** A key that has to be configured as well, and why. */
    record Need(Key<?> other, String reason) {}

    Key(KeyDeclaration<T> declared, String documentation) {
        this.name = declared.name;
        this.converter = declared.converter;
        this.isAddress = declared.isAddress;
        this.isSecret = declared.isSecret;
        this.defaultText = declared.defaultText;
        this.presetTexts = Map.copyOf(declared.presetTexts);
        this.documentedDefault = declared.documentedDefault;
        this.remedyIfMissing = declared.remedyIfMissing;
        this.condition = declared.condition;
        this.checks = List.copyOf(declared.checks);
        this.needs = List.copyOf(declared.needs);
        this.documentation = documentation;
    }

    /** The name in kebab case, without {@code provider.NAME.}. */
    String name() {
        return name;
    }

    /** The whole name for the provider {@code provider}. */
    String of(String provider) {
        return ProviderKeyName.prefix(provider) + name;
    }

    /**
     * Converts a configured text.
     *
     * @throws IllegalArgumentException with the remedy if the text is no such value
     */
    T convert(String text) {
        return converter.apply(text);
    }

    /** The default as it would be configured; {@code null} if there is none. */
    @Nullable
    String defaultText() {
        return defaultText;
    }

    /** The default beside {@code others}, of which one may be a preset; {@code null} if there is none. */
    @Nullable
    String defaultText(Values others) {
        Preset preset = others.find(CredentialsKeys.PRESET);
        return preset == null ? defaultText : presetTexts.getOrDefault(preset, defaultText);
    }

    /** The default as the documentation shows it. */
    String documentedDefault() {
        return documentedDefault;
    }

    /** The documentation of the key, in Markdown. */
    String documentation() {
        return documentation;
    }

    /** Whether the value must not be shown. */
    boolean isSecret() {
        return isSecret;
    }

    /** Whether the value is an address that is called, or at which the application is reached. */
    boolean isAddress() {
        return isAddress;
    }

    /** How to repair a configuration without this key; {@code null} if the key may be missing. */
    @Nullable
    String remedyIfMissing() {
        return remedyIfMissing == null ? null : remedyIfMissing.get();
    }

    /** Whether it depends on other keys whether this key is read at all. */
    boolean isConditional() {
        return condition != null;
    }

    /** Whether this key is read beside {@code others}. */
    boolean isReadBeside(Values others) {
        return condition == null || condition.test(others);
    }

    /**
     * Compares the value with those of other keys.
     *
     * @throws IllegalArgumentException with the remedy if they do not fit together
     */
    void check(Values values) {
        T value = values.find(this);
        if (value != null) {
            checks.forEach(check -> check.accept(value, values));
        }
    }

    List<Need> needs() {
        return needs;
    }

    @Override
    public String toString() {
        return name;
    }
}
