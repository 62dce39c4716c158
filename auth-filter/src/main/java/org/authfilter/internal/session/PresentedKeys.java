package org.authfilter.internal.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The session keys in the cookies of one request. A request whose key fits the session is admitted until it ends, even
 * when the same user signs in again meanwhile and the session gets a new key. Thread-safe.
 */
final class PresentedKeys {

    /** No key. */
    static final PresentedKeys NONE = new PresentedKeys("", List.of());

    private final String first;
    private final List<String> others;
    private volatile boolean isProven;

    /** Keys of which the first is not in a list, since hardly any request has another one. */
    PresentedKeys(String first, List<String> others) {
        this.first = first;
        this.others = others;
    }

    PresentedKeys(List<String> texts) {
        this("", texts);
    }

    /** The keys of a request that knows {@code key}. */
    static PresentedKeys of(SessionKey key) {
        return new PresentedKeys(key.text(), List.of());
    }

    /** Whether the request may use the session with this key, which is in the memory of this node. */
    boolean admit(SessionKey key) {
        if (!isProven && (key.hasText(first) || others.stream().anyMatch(key::hasText))) {
            isProven = true;
        }
        return isProven;
    }

    Stream<SessionKey> keys() {
        return Stream.concat(Stream.of(first), others.stream())
                .map(SessionKey::parse)
                .flatMap(Optional::stream);
    }

    /** Keys never print. */
    @Override
    public String toString() {
        return "PresentedKeys";
    }
}
