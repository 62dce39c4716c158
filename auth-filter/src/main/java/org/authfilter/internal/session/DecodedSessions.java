package org.authfilter.internal.session;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that were decoded from attribute values, with their keys, so that a request that finds its value again
 * decrypts and parses nothing (R1). An entry belongs to one value object, which never changes; another value has another
 * entry. An entry goes when the container has let go of its value: nothing is kept for a session that has ended.
 * Thread-safe; reading takes no lock.
 */
final class DecodedSessions {

    private final Map<Object, Decoded> sessions = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

    /** A session and the key under which it is stored. */
    record Decoded(UserSession session, SessionKey key) {

        /** Encrypts what belongs to this sign-in. */
        TokenEncryption encryption() {
            return new TokenEncryption(key, session.id());
        }
    }

    /** Returns the session in an attribute value that was decoded before. */
    @Nullable
    Decoded find(@Nullable Object attribute) {
        return attribute == null ? null : sessions.get(new Lookup(attribute));
    }

    /**
     * Returns the session in an attribute value.
     *
     * @return {@code null} if {@link SessionCodec#decode} finds none, or if none of {@code keys} is its key
     */
    @Nullable
    Decoded decode(@Nullable Object attribute, PresentedKeys keys) {
        Decoded known = find(attribute);
        if (known != null) {
            return keys.admit(known.key()) ? known : null;
        }
        return attribute == null ? null : decodeOnce(attribute, keys);
    }

    private @Nullable Decoded decodeOnce(Object attribute, PresentedKeys keys) {
        for (SessionKey key : keys.keys().toList()) {
            UserSession session = SessionCodec.decode(attribute, key);
            if (session != null && keys.admit(key)) {
                Decoded decoded = new Decoded(session, key);
                add(attribute, decoded);
                return decoded;
            }
        }
        return null;
    }

    /** Adds the session that was encoded as {@code attribute}. */
    void add(Object attribute, Decoded decoded) {
        removeCollected();
        sessions.put(new Identity(attribute, collected), decoded);
    }

    private void removeCollected() {
        for (Reference<?> key = collected.poll(); key != null; key = collected.poll()) {
            sessions.remove(key);
        }
    }

    int size() {
        return sessions.size();
    }

    /** The key of an entry. Two equal values are two entries. */
    private static final class Identity extends WeakReference<Object> {

        private final int hash;

        Identity(Object attribute, ReferenceQueue<Object> queue) {
            super(attribute, queue);
            this.hash = System.identityHashCode(attribute);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Equal to the key of this value: each request looks one up, and a weak reference would cost the collector more. */
    private record Lookup(Object attribute) {

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Identity identity && identity.refersTo(attribute);
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(attribute);
        }
    }
}
