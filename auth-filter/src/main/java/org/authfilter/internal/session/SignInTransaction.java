package org.authfilter.internal.session;

import java.io.Serializable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that was started at a provider and whose response is expected.
 *
 * @param issuer the issuer that the request was sent to; a response of another one is refused
 * @param callbackUrl where to go on afterwards
 */
public record SignInTransaction(
        String state,
        String provider,
        String issuer,
        String nonce,
        String codeVerifier,
        String redirectUri,
        @Nullable Long maxAge,
        @Nullable String callbackUrl,
        Instant startedAt) {

    HashMap<String, Serializable> encode() {
        HashMap<String, Serializable> map = new HashMap<>();
        map.put("state", state);
        map.put("provider", provider);
        map.put("issuer", issuer);
        map.put("nonce", nonce);
        map.put("codeVerifier", codeVerifier);
        map.put("redirectUri", redirectUri);
        map.put("startedAt", startedAt.toEpochMilli());
        if (maxAge != null) {
            map.put("maxAge", maxAge);
        }
        if (callbackUrl != null) {
            map.put("callbackUrl", callbackUrl);
        }
        return map;
    }

    /** {@code null} for anything that {@link #encode} did not write. */
    static @Nullable SignInTransaction decode(@Nullable Object encoded) {
        if (!(encoded instanceof Map<?, ?> map)) {
            return null;
        }
        try {
            return new SignInTransaction(
                    SessionCodec.required(map, "state", String.class),
                    SessionCodec.required(map, "provider", String.class),
                    SessionCodec.required(map, "issuer", String.class),
                    SessionCodec.required(map, "nonce", String.class),
                    SessionCodec.required(map, "codeVerifier", String.class),
                    SessionCodec.required(map, "redirectUri", String.class),
                    SessionCodec.optional(map, "maxAge", Long.class),
                    SessionCodec.optional(map, "callbackUrl", String.class),
                    Instant.ofEpochMilli(SessionCodec.required(map, "startedAt", Long.class)));
        } catch (ClassCastException | NullPointerException notOurs) {
            return null;
        }
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "SignInTransaction[" + provider + ", " + startedAt + "]";
    }
}
