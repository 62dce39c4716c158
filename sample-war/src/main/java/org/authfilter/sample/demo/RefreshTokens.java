package org.authfilter.sample.demo;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Refresh tokens that rotate (RFC 9700, section 4.14.2): each is valid once. A token that is presented
 * a second time may have been stolen: its whole family is revoked, the newest token included. Thread-safe.
 *
 * <p>A token is {@code family.secret}. A family has a user and the one valid secret; every other secret is an old one.
 */
final class RefreshTokens {

    private static final int MAX_FAMILIES = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Family> families = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Family> eldest) {
            return size() > MAX_FAMILIES;
        }
    };

    private record Family(DemoUser user, String secret) {}

    /** The outcome for a presented token. */
    sealed interface Outcome {

        /** The token was valid; {@code next} replaces it. */
        record Rotated(DemoUser user, String next) implements Outcome {}

        /** The token had been used before; its family is revoked. */
        record Reused() implements Outcome {}

        /** The token was never issued, or its family is gone. */
        record Unknown() implements Outcome {}
    }

    /** Returns the first token of a new family. */
    synchronized String start(DemoUser user) {
        return put(newSecret(), user);
    }

    synchronized Outcome rotate(String token) {
        String id = familyOf(token);
        Family family = families.get(id);
        if (family == null) {
            return new Outcome.Unknown();
        }
        if (!token.equals(id + "." + family.secret())) {
            families.remove(id);
            return new Outcome.Reused();
        }
        return new Outcome.Rotated(family.user(), put(id, family.user()));
    }

    synchronized void revoke(String token) {
        families.remove(familyOf(token));
    }

    private String put(String id, DemoUser user) {
        String secret = newSecret();
        families.put(id, new Family(user, secret));
        return id + "." + secret;
    }

    private static String familyOf(String token) {
        int dot = token.indexOf('.');
        return dot < 0 ? token : token.substring(0, dot);
    }

    private String newSecret() {
        byte[] secret = new byte[24];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
