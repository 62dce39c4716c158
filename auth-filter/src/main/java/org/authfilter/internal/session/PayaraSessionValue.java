package org.authfilter.internal.session;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The value of an attribute of an HTTP session. Its hash code is that of the calling thread, and it is equal to all others
 * of its class.
 *
 * <p>Payara and GlassFish note for each attribute value of an HTTP session whether they can serialize it, in a cache that
 * looks values up by hash code and equality. The note is "no" while a request serializes the value for the first time. A
 * second request of the same session that ends at that moment believes it and saves the HTTP session without the attribute;
 * the next node that reads it there has lost the attribute (seen on Payara Micro 6.2025.10, also with a short text). With this
 * value each thread has a note of its own. The cache evicts nothing, so all values of an HTTP session share these notes, else
 * it would keep each of them.
 */
final class PayaraSessionValue extends AbstractMap<String, Serializable> implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int MOST_NOTES = 4096;

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
        return other instanceof PayaraSessionValue;
    }

    @Override
    public int hashCode() {
        return (int) (Thread.currentThread().getId() % MOST_NOTES);
    }
}
