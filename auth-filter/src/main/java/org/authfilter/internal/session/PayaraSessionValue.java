package org.authfilter.internal.session;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A stored session whose hash code is another one at each call.
 *
 * <p>Payara and GlassFish note for each attribute value of an HTTP session whether they can serialize it, in a cache that
 * looks values up by their hash code. The note is "no" while a request serializes the value for the first time. A second
 * request of the same session that ends at that moment believes it and saves the HTTP session without the attribute; the
 * next node that reads it there has lost the session (seen on Payara Micro 6.2025.10). No cache finds this value again, so
 * each request serializes it itself.
 */
final class PayaraSessionValue extends AbstractMap<String, Serializable> implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // SessionCodec encodes as a map that can be serialized
    private final Map<String, Serializable> members;

    PayaraSessionValue(Map<String, Serializable> members) {
        this.members = members;
    }

    @Override
    public @Nullable Serializable get(Object key) {
        return members.get(key);
    }

    @Override
    public Set<Entry<String, Serializable>> entrySet() {
        return members.entrySet();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return ThreadLocalRandom.current().nextInt();
    }
}
