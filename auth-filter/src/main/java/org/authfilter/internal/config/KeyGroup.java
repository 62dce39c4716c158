package org.authfilter.internal.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Keys that are configured together, in the order of their declarations: the application's, or one kind of provider's. */
final class KeyGroup {

    private final List<Key<?>> keys = new ArrayList<>();

    /** Begins the declaration of a key. */
    UntypedKey key(String name) {
        return new UntypedKey(this, name);
    }

    /** Declares the key with the kind of a provider. */
    Key<ProviderKind> type(String documentation) {
        return key("type")
                .convertedBy(ProviderKind::of)
                .required(ProviderKind::remedyIfMissing)
                .describedAs(documentation);
    }

    <T> Key<T> add(Key<T> key) {
        keys.add(key);
        return key;
    }

    /** All keys in the order of their declarations. */
    List<Key<?>> keys() {
        return Collections.unmodifiableList(keys);
    }

    Optional<Key<?>> find(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    boolean has(String name) {
        return find(name).isPresent();
    }
}
