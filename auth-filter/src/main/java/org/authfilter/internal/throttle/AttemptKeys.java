package org.authfilter.internal.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.authfilter.internal.common.RandomTokens;
import org.authfilter.spi.SignInAttempt;

/**
 * What attempts are remembered by: a text of one length, however long the name is, that names nobody. It is made with a
 * secret of this start, so that nobody can choose names that collide. The provider is part of it: whoever may sign in
 * as alice with one provider must not clear the failures of another one's alice.
 */
final class AttemptKeys {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    /** What a household or a rented server has of IPv6: 2^64 addresses. */
    private static final int BYTES_OF_A_NETWORK = 8;

    private final SecretKeySpec secret;

    AttemptKeys() {
        secret = new SecretKeySpec(RandomTokens.bytes(BYTES), ALGORITHM);
    }

    /** The login name stands last, since it alone may hold a line's end. */
    String of(SignInAttempt attempt) {
        String text = attempt.provider() + "\n" + network(attempt.address()) + "\n" + attempt.loginName();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, impossible);
        }
    }

    /** With a colon it can't be a host's name, which would be looked up. */
    private static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), BYTES_OF_A_NETWORK))
                    : parsed.getHostAddress();
        } catch (UnknownHostException unreadable) {
            return address;
        }
    }
}
