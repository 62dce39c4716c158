package org.authfilter.internal.config;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The converted values of one group of keys. */
final class Values {

    private final Map<Key<?>, Object> values = new LinkedHashMap<>();

    <T> void put(Key<T> key, T value) {
        values.put(key, value);
    }

    /** The value of a key that is required or has a default. */
    <T> T get(Key<T> key) {
        return Objects.requireNonNull(find(key), () -> key + " has no value");
    }

    /** The value of a key that may be missing, else {@code otherwise}. */
    <T> T orElse(Key<T> key, T otherwise) {
        T value = find(key);
        return value == null ? otherwise : value;
    }

    /** The value of a key that may be missing; while keys are read, also of one that has a problem. */
    @SuppressWarnings("unchecked") // put() takes a key with a value of its type only
    <T> @Nullable T find(Key<T> key) {
        return (T) values.get(key);
    }

    /** The addresses among the values, by the names of their keys. */
    Map<String, URI> addresses() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            if (key.isAddress()) {
                addresses.put(key.name(), URI.create(value.toString()));
            }
        });
        return addresses;
    }

    /** Without secrets. */
    @Override
    public String toString() {
        Map<String, Object> shown = new LinkedHashMap<>();
        values.forEach((key, value) -> shown.put(key.name(), key.isSecret() ? ConfigProblems.NOT_SHOWN : value));
        return shown.toString();
    }
}
