package org.authfilter.internal.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Declares one key; {@link #describedAs} completes it. Without {@link #byDefault} and {@link #required} the key may be
 * missing and has no value then.
 */
final class KeyDeclaration<T> {

    private static final String NO_DEFAULT = "–";

    private final KeyGroup group;
    final String name;
    final Function<String, T> converter;
    final boolean isAddress;
    boolean isSecret;

    @Nullable
    String defaultText;

    final Map<Preset, String> presetTexts = new EnumMap<>(Preset.class);

    String documentedDefault = NO_DEFAULT;

    @Nullable
    Supplier<String> remedyIfMissing;

    @Nullable
    Predicate<Values> condition;

    final List<BiConsumer<T, Values>> checks = new ArrayList<>();
    final List<Key.Need> needs = new ArrayList<>();

    KeyDeclaration(KeyGroup group, String name, Function<String, T> converter, boolean isAddress) {
        this.group = group;
        this.name = name;
        this.converter = converter;
        this.isAddress = isAddress;
    }

    /** The value must not be shown. */
    KeyDeclaration<T> secret() {
        isSecret = true;
        return this;
    }

    /** The default: a key that is not configured counts as configured with {@code text}. */
    KeyDeclaration<T> byDefault(String text) {
        return byDefault(text, "`" + text + "`");
    }

    /** A default that depends on the machine; the documentation shows {@code documented}. */
    KeyDeclaration<T> byDefault(String text, String documented) {
        defaultText = text;
        documentedDefault = documented;
        return this;
    }

    /** The default beside {@code preset}. */
    KeyDeclaration<T> inPreset(Preset preset, String text) {
        presetTexts.put(preset, text);
        documentedDefault += "; with `oauth2` `" + text + "`";
        return this;
    }

    /** A configuration without the key is a problem, with this remedy. */
    KeyDeclaration<T> required(String remedy) {
        return required(() -> remedy);
    }

    /** The same with a remedy that is made when it is needed. */
    KeyDeclaration<T> required(Supplier<String> remedy) {
        remedyIfMissing = remedy;
        return this;
    }

    /**
     * The key is read, and required, only if {@code condition} is met; otherwise it is ignored. The condition sees
     * the keys that have no condition themselves.
     */
    KeyDeclaration<T> onlyWhere(Predicate<Values> condition) {
        this.condition = condition;
        return this;
    }

    /** The value has to fit the values of other keys: {@code check} throws what {@link Key#check} throws. */
    KeyDeclaration<T> check(BiConsumer<T, Values> check) {
        checks.add(check);
        return this;
    }

    /** The key is of no use unless {@code other} is configured as well. */
    KeyDeclaration<T> needs(Key<?> other, String reason) {
        needs.add(new Key.Need(other, reason));
        return this;
    }

    /** Completes the declaration with the documentation of the key, in Markdown. */
    Key<T> describedAs(String documentation) {
        return group.add(new Key<>(this, documentation));
    }
}
