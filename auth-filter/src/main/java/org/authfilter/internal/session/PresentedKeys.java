package org.authfilter.internal.session;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The session keys in the cookies of one request. A request whose key fits the session is admitted until it ends, even
 * when the same user signs in again meanwhile and the session gets a new key. Thread-safe.
 */
final class PresentedKeys {

    private final List<String> texts;
    private volatile boolean isProven;

    PresentedKeys(List<String> texts) {
        this.texts = texts;
    }

    /** No key. */
    static final PresentedKeys NONE = new PresentedKeys(List.of());

    /** The keys of a request that knows {@code key}. */
    static PresentedKeys of(SessionKey key) {
        return new PresentedKeys(List.of(key.text()));
    }

    /** Whether the request may use the session with this key, which is in the memory of this node. */
    boolean admit(SessionKey key) {
        for (int i = 0; !isProven && i < texts.size(); i++) {
            if (key.hasText(texts.get(i))) {
                isProven = true;
            }
        }
        return isProven;
    }

    Stream<SessionKey> keys() {
        return texts.stream().map(SessionKey::parse).flatMap(Optional::stream);
    }

    /** Keys never print. */
    @Override
    public String toString() {
        return "PresentedKeys";
    }
}
