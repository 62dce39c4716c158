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
 * Encodes a {@link UserSession} as a map of JDK types (R7). Tokens and nonce are encrypted under the key of the session;
 * without it only {@link #decodeIdentity} reads the map. Every server's marshaller supports it, and other versions of this
 * jar can read it, since unknown members are ignored and new members must be optional. The map is immutable, and so is its
 * type: a cluster replicates a value of a mutable type after each read.
 */
final class SessionCodec {

    private static final String CURRENT = "tokens";
    private static final String UNVERIFIED = "unverified";

    private SessionCodec() {}

    /**
     * Encodes a session. The stored name of {@code ownerNode} is {@code keeper}, as in version 0.1.0.
     *
     * @param ownerNode the node that obtained the token set; {@code null} if it is not known
     */
    static Map<String, Serializable> encode(UserSession session, SessionKey key, @Nullable String ownerNode) {
        Map<String, Serializable> map = new HashMap<>();
        map.put("id", session.id());
        putIfPresent(map, "keeper", ownerNode);
        map.put("provider", session.provider());
        map.put("startedAt", session.startedAt().toEpochMilli());
        map.put("lastActivity", session.lastActivity().toEpochMilli());
        putIfPresent(map, "providerSession", session.providerSession());
        putIfPresent(map, "replaced", session.replaced());
        User user = session.user();
        map.put("name", user.name());
        map.put("roles", (Serializable) List.copyOf(user.roles()));
        putIfPresent(map, "email", user.email());
        putIfPresent(map, "subject", user.subject());
        putIfPresent(map, "issuer", user.issuer());
        putTokens(map, session.tokens(), encryption(key, session.id(), CURRENT));
        TokenSet unverified = session.tokens().unverified();
        if (unverified != null) {
            Map<String, Serializable> nested = new HashMap<>();
            putTokens(nested, unverified, encryption(key, session.id(), UNVERIFIED));
            map.put("unverified", (Serializable) Map.copyOf(nested));
        }
        return Map.copyOf(map);
    }

    private static void putTokens(Map<String, Serializable> map, TokenSet tokens, TokenEncryption encryption) {
        Map<String, String> secrets = new HashMap<>();
        secrets.put("accessToken", tokens.accessToken());
        putIfPresent(secrets, "refreshToken", tokens.refreshToken());
        putIfPresent(secrets, "idToken", tokens.idToken());
        map.put("obtainedAt", tokens.obtainedAt().toEpochMilli());
        putIfPresent(map, "expiresAt", millis(tokens.expiresAt()));
        putIfPresent(map, "refreshExpiresAt", millis(tokens.refreshExpiresAt()));
        SignInClaims signIn = tokens.signIn();
        if (signIn != null) {
            secrets.put("nonce", signIn.nonce());
            putIfPresent(map, "authTime", signIn.authTime());
            putIfPresent(map, "acr", signIn.acr());
            map.put("amr", (Serializable) signIn.amr());
            putIfPresent(map, "issuedAt", signIn.issuedAt());
        }
        map.put("encrypted", encryption.encrypt(secrets));
    }

    private static TokenEncryption encryption(SessionKey key, String signInId, String part) {
        return new TokenEncryption(key, signInId).forPurpose(part);
    }

    /**
     * Returns the session; {@code null} if {@link #encode} did not write the value, or if {@code key} is not its key. Its
     * caller is signed out then.
     */
    static @Nullable UserSession decode(@Nullable Object attribute, SessionKey key) {
        SessionIdentity identity = decodeIdentity(attribute);
        if (identity == null || !(attribute instanceof Map<?, ?> map)) {
            return null;
        }
        try {
            return new UserSession(
                    identity.id(),
                    identity.provider(),
                    identity.user(),
                    tokens(map, key, identity.id()),
                    Instant.ofEpochMilli(required(map, "startedAt", Long.class)),
                    Instant.ofEpochMilli(required(map, "lastActivity", Long.class)),
                    optional(map, "providerSession", String.class),
                    optional(map, "replaced", String.class));
        } catch (ClassCastException | NullPointerException foreignValue) {
            return null;
        }
    }

    /** Returns what the value says without a key; {@code null} if {@link #encode} did not write it. */
    static @Nullable SessionIdentity decodeIdentity(@Nullable Object attribute) {
        if (!(attribute instanceof Map<?, ?> map)) {
            return null;
        }
        try {
            return new SessionIdentity(
                    required(map, "id", String.class),
                    required(map, "provider", String.class),
                    new User(
                            required(map, "name", String.class),
                            optional(map, "email", String.class),
                            strings(required(map, "roles", List.class)),
                            optional(map, "subject", String.class),
                            optional(map, "issuer", String.class)));
        } catch (ClassCastException | NullPointerException foreignValue) {
            return null;
        }
    }

    private static TokenSet tokens(Map<?, ?> map, SessionKey key, String id) {
        Map<?, ?> nested = optional(map, "unverified", Map.class);
        TokenSet unverified = nested == null ? null : tokens(nested, null, encryption(key, id, UNVERIFIED));
        return tokens(map, unverified, encryption(key, id, CURRENT));
    }

    /** An unverified set contains no further one. */
    private static TokenSet tokens(Map<?, ?> map, @Nullable TokenSet unverified, TokenEncryption encryption) {
        Map<String, String> secrets = Objects.requireNonNull(
                encryption.decrypt(required(map, "encrypted", String.class)).orElse(null), "another key");
        return new TokenSet(
                required(secrets, "accessToken", String.class),
                secrets.get("refreshToken"),
                secrets.get("idToken"),
                Instant.ofEpochMilli(required(map, "obtainedAt", Long.class)),
                instant(optional(map, "expiresAt", Long.class)),
                instant(optional(map, "refreshExpiresAt", Long.class)),
                unverified,
                signIn(secrets.get("nonce"), map));
    }

    private static @Nullable SignInClaims signIn(@Nullable String nonce, Map<?, ?> map) {
        List<?> amr = optional(map, "amr", List.class);
        return nonce == null
                ? null
                : new SignInClaims(
                        nonce,
                        optional(map, "authTime", Long.class),
                        optional(map, "acr", String.class),
                        amr == null ? List.of() : strings(amr),
                        optional(map, "issuedAt", Long.class));
    }

    /** The node that obtained the token set; {@code null} if it is not known. */
    static @Nullable String ownerNode(@Nullable Object attribute) {
        try {
            return attribute instanceof Map<?, ?> map ? optional(map, "keeper", String.class) : null;
        } catch (ClassCastException foreignValue) {
            return null;
        }
    }

    private static <T extends Serializable> void putIfPresent(
            Map<String, ? super T> map, String name, @Nullable T value) {
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
