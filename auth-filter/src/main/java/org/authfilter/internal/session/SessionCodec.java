package org.authfilter.internal.session;

import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.authfilter.User;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a {@link UserSession} as a map of JDK types (R7). Every server's marshaller supports it, and other versions of
 * this jar can read it, since unknown members are ignored and new members must be optional. The map is immutable, and so
 * is its type: a cluster replicates a value of a mutable type after each read.
 */
final class SessionCodec {

    private SessionCodec() {}

    /**
     * Encodes a session. The stored name of {@code ownerNode} is {@code keeper}, as in version 0.1.0.
     *
     * @param ownerNode the node that obtained the token set; {@code null} if it is not known
     */
    static Serializable encode(UserSession session, @Nullable String ownerNode) {
        Map<String, Serializable> map = new HashMap<>();
        map.put("id", session.id());
        putIfPresent(map, "keeper", ownerNode);
        map.put("provider", session.provider());
        map.put("startedAt", session.startedAt().toEpochMilli());
        map.put("lastActivity", session.lastActivity().toEpochMilli());
        putIfPresent(map, "providerSession", session.providerSession());
        User user = session.user();
        map.put("name", user.name());
        map.put("roles", (Serializable) List.copyOf(user.roles()));
        putIfPresent(map, "email", user.email());
        putIfPresent(map, "subject", user.subject());
        putIfPresent(map, "issuer", user.issuer());
        putTokens(map, session.tokens());
        return (Serializable) Map.copyOf(map);
    }

    private static void putTokens(Map<String, Serializable> map, TokenSet tokens) {
        map.put("accessToken", tokens.accessToken());
        putIfPresent(map, "refreshToken", tokens.refreshToken());
        putIfPresent(map, "idToken", tokens.idToken());
        map.put("obtainedAt", tokens.obtainedAt().toEpochMilli());
        putIfPresent(map, "expiresAt", millis(tokens.expiresAt()));
        putIfPresent(map, "refreshExpiresAt", millis(tokens.refreshExpiresAt()));
        TokenSet unverified = tokens.unverified();
        if (unverified != null) {
            Map<String, Serializable> nested = new HashMap<>();
            putTokens(nested, unverified);
            map.put("unverified", (Serializable) Map.copyOf(nested));
        }
        SignInClaims signIn = tokens.signIn();
        if (signIn != null) {
            map.put("nonce", signIn.nonce());
            putIfPresent(map, "authTime", signIn.authTime());
            putIfPresent(map, "acr", signIn.acr());
            map.put("amr", (Serializable) signIn.amr());
        }
    }

    /** Returns the session; {@code null} if {@link #encode} did not write the value, so that its caller is signed out. */
    static @Nullable UserSession decode(@Nullable Object attribute) {
        if (!(attribute instanceof Map<?, ?> map)) {
            return null;
        }
        try {
            return new UserSession(
                    required(map, "id", String.class),
                    required(map, "provider", String.class),
                    new User(
                            required(map, "name", String.class),
                            optional(map, "email", String.class),
                            strings(required(map, "roles", List.class)),
                            optional(map, "subject", String.class),
                            optional(map, "issuer", String.class)),
                    tokens(map),
                    Instant.ofEpochMilli(required(map, "startedAt", Long.class)),
                    Instant.ofEpochMilli(required(map, "lastActivity", Long.class)),
                    optional(map, "providerSession", String.class));
        } catch (ClassCastException | NullPointerException foreignValue) {
            return null;
        }
    }

    private static TokenSet tokens(Map<?, ?> map) {
        Map<?, ?> unverified = optional(map, "unverified", Map.class);
        return tokens(map, unverified == null ? null : tokens(unverified, null));
    }

    /** An unverified set contains no further one. */
    private static TokenSet tokens(Map<?, ?> map, @Nullable TokenSet unverified) {
        return new TokenSet(
                required(map, "accessToken", String.class),
                optional(map, "refreshToken", String.class),
                optional(map, "idToken", String.class),
                Instant.ofEpochMilli(required(map, "obtainedAt", Long.class)),
                instant(optional(map, "expiresAt", Long.class)),
                instant(optional(map, "refreshExpiresAt", Long.class)),
                unverified,
                signIn(map));
    }

    private static @Nullable SignInClaims signIn(Map<?, ?> map) {
        String nonce = optional(map, "nonce", String.class);
        Long authTime = optional(map, "authTime", Long.class);
        List<?> amr = optional(map, "amr", List.class);
        return nonce == null
                ? null
                : new SignInClaims(
                        nonce, authTime, optional(map, "acr", String.class), amr == null ? List.of() : strings(amr));
    }

    /** The node that obtained the token set; {@code null} if it is not known. */
    static @Nullable String ownerNode(@Nullable Object attribute) {
        try {
            return attribute instanceof Map<?, ?> map ? optional(map, "keeper", String.class) : null;
        } catch (ClassCastException foreignValue) {
            return null;
        }
    }

    private static void putIfPresent(Map<String, Serializable> map, String name, @Nullable Serializable value) {
        if (value != null) {
            map.put(name, value);
        }
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    static <T> T required(Map<?, ?> map, String name, Class<T> type) {
        T value = optional(map, name, type);
        if (value == null) {
            throw new NullPointerException(name);
        }
        return value;
    }

    static <T> @Nullable T optional(Map<?, ?> map, String name, Class<T> type) {
        return type.cast(map.get(name));
    }

    private static List<String> strings(List<?> values) {
        List<String> strings = new ArrayList<>(values.size());
        for (Object value : values) {
            strings.add(String.class.cast(Objects.requireNonNull(value)));
        }
        return strings;
    }
}
