package org.authfilter.internal.throttle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.authfilter.internal.common.ClientNetwork;
import org.authfilter.internal.common.RandomTokens;
import org.authfilter.spi.SignInAttempt;

/**
 * The keys under which failures are counted. Each has the same length, however long the login name is, and contains no
 * readable name. They depend on a secret of this start, so no client can choose names with equal keys. Thread-safe.
 */
final class AttemptKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;

    private final SecretKeySpec secret;

    AttemptKeys() {
        this(RandomTokens.bytes(SECRET_BYTES));
    }

    /** Keys that are the same wherever {@code secret} is. */
    AttemptKeys(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * The key of a login name from an address. It includes the provider: a success at one provider must not clear the
     * failures at another one with the same login name.
     */
    String ofName(SignInAttempt attempt) {
        // The login name is last, because it alone may contain a line feed.
        return hash("name\n" + attempt.provider() + "\n" + ClientNetwork.of(attempt.address()) + "\n"
                + attempt.loginName());
    }

    /** The key of an address over all login names and providers. */
    String ofAddress(SignInAttempt attempt) {
        return hash("address\n" + ClientNetwork.of(attempt.address()));
    }

    private String hash(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }
}
