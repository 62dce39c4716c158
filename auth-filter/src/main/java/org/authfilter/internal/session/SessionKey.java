package org.authfilter.internal.session;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.authfilter.internal.common.RandomTokens;
import org.jspecify.annotations.Nullable;

/**
 * The key under which the tokens of one session are stored: 256 random bits. Only the cookie of its browser and the memory
 * of this node have it. Immutable.
 */
final class SessionKey {

    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final String text;
    private final SecretKey aesKey;

    private SessionKey(String text) {
        this.text = text;
        this.aesKey = new SecretKeySpec(Base64.getUrlDecoder().decode(text), "AES");
    }

    /** Creates a key that no session has had. */
    static SessionKey create() {
        return new SessionKey(RandomTokens.create());
    }

    /** The key with this text; empty if it is no key's. */
    static Optional<SessionKey> parse(@Nullable String text) {
        try {
            return text != null && TEXT.matcher(text).matches() ? Optional.of(new SessionKey(text)) : Optional.empty();
        } catch (IllegalArgumentException notCanonical) {
            return Optional.empty();
        }
    }

    /** The key as base64url without padding: 43 characters. */
    String text() {
        return text;
    }

    SecretKey aesKey() {
        return aesKey;
    }

    /** Whether {@code other} is the text of this key. The time that it takes tells nothing about the key. */
    boolean hasText(String other) {
        int length = text.length();
        if (other.length() != length) {
            return false;
        }
        int differences = 0;
        for (int i = 0; i < length; i++) {
            differences |= text.charAt(i) ^ other.charAt(i);
        }
        return differences == 0;
    }

    /** A key never prints. */
    @Override
    public String toString() {
        return "SessionKey";
    }
}
