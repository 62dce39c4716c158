package org.authfilter.internal.refresh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the shared store has about the refresh of one token set: which node refreshes it, or how that ended. The number
 * grows with each node that takes the refresh over; a store replaces a claim only if all its bytes are as expected, so a
 * node whose claim was taken over can't write any more. Immutable.
 */
final class RefreshClaim {

    private static final int HEAD_BYTES = 1 + Long.BYTES;

    private final State state;
    private final long number;
    private final byte[] payload;

    enum State {
        /** A node refreshes it; the payload is its name, which no other claim has, and a counter. */
        CLAIMED,
        /** The issuer did not process it: it may be repeated at once. */
        NOT_PROCESSED,
        /** The issuer may have processed it (R9). */
        MAYBE_PROCESSED,
        /** The issuer decided; the payload is the encrypted result. */
        DONE,
        /** The session has ended: no node may refresh it any more (R11). There is no payload, and nothing follows. */
        SESSION_ENDED;

        /** The first letter: each is another one. */
        byte code() {
            return (byte) name().charAt(0);
        }
    }

    private RefreshClaim(State state, long number, byte[] payload) {
        this.state = state;
        this.number = number;
        this.payload = payload;
    }

    /** The first claim of a token set. */
    static RefreshClaim first(String holder) {
        return claimed(1, holder, 0);
    }

    /** The claim of a node that takes over what this claim was for. */
    RefreshClaim takenOver(String holder) {
        return claimed(number + 1, holder, 0);
    }

    /** The same claim, so that other nodes see that its holder is alive. */
    RefreshClaim extended(String holder, long counter) {
        return claimed(number, holder, counter);
    }

    private static RefreshClaim claimed(long number, String holder, long counter) {
        byte[] name = name(holder);
        return new RefreshClaim(
                State.CLAIMED,
                number,
                ByteBuffer.allocate(name.length + Long.BYTES)
                        .put(name)
                        .putLong(counter)
                        .array());
    }

    /** The end of the refresh, with an encrypted result. */
    RefreshClaim ended(State end, byte[] result) {
        return new RefreshClaim(end, number, result);
    }

    /** The end of a refresh whose holder has shown no life. */
    RefreshClaim lapsed() {
        return new RefreshClaim(State.MAYBE_PROCESSED, number + 1, new byte[0]);
    }

    /** The end of the session, in place of {@code found}; {@code null}: of nothing. */
    static RefreshClaim sessionEnded(@Nullable RefreshClaim found) {
        return new RefreshClaim(State.SESSION_ENDED, found == null ? 1 : found.number + 1, new byte[0]);
    }

    /** Reads {@link #bytes}; {@code null} if there are none, or others. */
    static @Nullable RefreshClaim parse(byte @Nullable [] bytes) {
        if (bytes == null || bytes.length < HEAD_BYTES) {
            return null;
        }
        for (State state : State.values()) {
            if (state.code() == bytes[0]) {
                return new RefreshClaim(
                        state, ByteBuffer.wrap(bytes).getLong(1), Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length));
            }
        }
        return null;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEAD_BYTES + payload.length)
                .put(state.code())
                .putLong(number)
                .put(payload)
                .array();
    }

    State state() {
        return state;
    }

    long number() {
        return number;
    }

    byte[] payload() {
        return payload;
    }

    boolean isHeldBy(String holder) {
        byte[] name = name(holder);
        return state == State.CLAIMED
                && payload.length == name.length + Long.BYTES
                && Arrays.equals(payload, 0, name.length, name, 0, name.length);
    }

    boolean isSameAs(@Nullable RefreshClaim other) {
        return other != null && Arrays.equals(bytes(), other.bytes());
    }

    private static byte[] name(String holder) {
        return holder.getBytes(StandardCharsets.ISO_8859_1);
    }
}
