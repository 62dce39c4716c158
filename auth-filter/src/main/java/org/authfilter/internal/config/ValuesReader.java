package org.authfilter.internal.config;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of a group. A problem with one key does not stop the others, so that all problems are found; the
 * values must not be used then.
 */
final class ValuesReader {

    private final Map<String, ConfigValue> configured;
    private final UnaryOperator<@Nullable String> placeholders;
    private final ConfigProblems problems;

    ValuesReader(
            Map<String, ConfigValue> configured,
            UnaryOperator<@Nullable String> placeholders,
            ConfigProblems problems) {
        this.configured = configured;
        this.placeholders = placeholders;
        this.problems = problems;
    }

    /**
     * Reads all keys of {@code group}. Conditions compare with values that are read before, checks with all values.
     *
     * @param prefix stands before the name of each key
     */
    Values read(KeyGroup group, String prefix) {
        Values values = new Values();
        group.keys().stream().filter(key -> !key.isConditional()).forEach(key -> read(key, prefix, values));
        group.keys().stream()
                .filter(key -> key.isConditional() && key.isReadBeside(values))
                .forEach(key -> read(key, prefix, values));
        group.keys().forEach(key -> check(key, prefix, values));
        return values;
    }

    private <T> void read(Key<T> key, String prefix, Values values) {
        T value = value(key, prefix, values);
        if (value != null) {
            values.put(key, value);
        }
    }

    /** Reads one key that stands alone; {@code null} if it has no value, or a problem. */
    <T> @Nullable T read(Key<T> key, String prefix) {
        return value(key, prefix, new Values());
    }

    private <T> @Nullable T value(Key<T> key, String prefix, Values others) {
        String name = prefix + key.name();
        ConfigValue here = configured.get(name);
        if (here == null) {
            return byDefault(key, name, others);
        }
        try {
            String text = text(here);
            return text.isEmpty() ? byDefault(key, name, others) : key.convert(text);
        } catch (IllegalArgumentException wrong) {
            problems.wrong(name, here, String.valueOf(wrong.getMessage()));
            return null;
        }
    }

    private <T> @Nullable T byDefault(Key<T> key, String name, Values others) {
        String byDefault = key.defaultText(others);
        String remedyIfMissing = key.remedyIfMissing();
        if (remedyIfMissing != null) {
            problems.missing(name, remedyIfMissing);
        }
        return byDefault == null ? null : key.convert(byDefault);
    }

    private void check(Key<?> key, String prefix, Values values) {
        String name = prefix + key.name();
        ConfigValue here = configured.get(name);
        if (here == null || !isConfigured(here)) {
            return;
        }
        for (Key.Need need : key.needs()) {
            String other = prefix + need.other().name();
            if (!isConfigured(configured.get(other))) {
                problems.wrong(name, here, "configure " + other + " as well: " + need.reason() + "; or leave this out");
            }
        }
        try {
            key.check(values);
        } catch (IllegalArgumentException unfitting) {
            problems.wrong(name, here, String.valueOf(unfitting.getMessage()));
        }
    }

    private boolean isConfigured(@Nullable ConfigValue here) {
        try {
            return here != null && !text(here).isEmpty();
        } catch (IllegalArgumentException reportedWhereItIsRead) {
            return true;
        }
    }

    private String text(ConfigValue here) {
        return here.kind() == ConfigValue.Kind.OWN_WITH_PLACEHOLDERS
                ? Placeholders.fill(here.value(), placeholders).strip()
                : here.value();
    }
}
