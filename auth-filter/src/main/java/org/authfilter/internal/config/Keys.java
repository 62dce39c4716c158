package org.authfilter.internal.config;

import java.util.List;
import java.util.stream.Stream;

/** All declared keys. */
final class Keys {

    private Keys() {}

    /** The application's keys, then those of each kind of provider. Documentation has one table for each group. */
    static List<KeyGroup> all() {
        return Stream.concat(
                        Stream.of(ApplicationKeys.GROUP),
                        ProviderKind.all().stream().map(ProviderKind::keys))
                .toList();
    }

    /**
     * Whether messages may show the value of {@code name}: only of a key that is declared, and nowhere as a secret.
     *
     * @param name the whole name, {@code provider.NAME.} included
     */
    static boolean isShown(String name) {
        List<Key<?>> declared = declarationsOf(name);
        return !declared.isEmpty() && declared.stream().noneMatch(Key::isSecret);
    }

    private static List<Key<?>> declarationsOf(String name) {
        return ProviderKeyName.of(name)
                .map(ofProvider -> ProviderKind.all().stream()
                        .flatMap(kind -> kind.keys().find(ofProvider.key()).stream())
                        .toList())
                .orElseGet(() -> ApplicationKeys.GROUP.find(name).stream().toList());
    }
}
