package org.authfilter.internal.session;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that were decoded from attribute values, so that a request that finds its value again parses nothing
 * (R1). An entry belongs to one value object, which never changes; another value has another entry. An entry goes when
 * the container has let go of its value: nothing is kept for a session that has ended. Thread-safe; reading takes no lock.
 */
final class DecodedSessions {

    private final Map<Key, UserSession> sessions = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    /** Returns the session in an attribute value; {@code null} if {@link SessionCodec#decode} finds none. */
    @Nullable
    UserSession decode(@Nullable Object attribute) {
        if (attribute == null) {
            return null;
        }
        UserSession known = sessions.get(new Key(attribute, null));
        return known == null ? decodeOnce(attribute) : known;
    }

    private @Nullable UserSession decodeOnce(Object attribute) {
        removeCollected();
        UserSession decoded = SessionCodec.decode(attribute);
        if (decoded != null) {
            sessions.put(new Key(attribute, collected), decoded);
        }
        return decoded;
    }

    private void removeCollected() {
        for (Reference<?> key = collected.poll(); key != null; key = collected.poll()) {
            sessions.remove(key);
        }
    }

    int size() {
        return sessions.size();
    }

    /** Equal for one value object only: two equal values are two entries. */
    private static final class Key extends WeakReference<Object> {

        private final int hash;

        Key(Object attribute, @Nullable ReferenceQueue<Object> queue) {
            super(attribute, queue);
            this.hash = System.identityHashCode(attribute);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other instanceof Key key && get() != null && get() == key.get());
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }
}
