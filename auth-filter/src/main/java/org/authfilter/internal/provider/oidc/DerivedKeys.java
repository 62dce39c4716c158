package org.authfilter.internal.provider.oidc;

import java.nio.charset.StandardCharsets;
import org.authfilter.internal.common.Hkdf;
import org.authfilter.internal.common.RandomTokens;
import org.authfilter.internal.config.OidcSettings;

/**
 * Keys for the cookies of sign-in transactions and of sign-outs. All nodes with the same client secret or private key
 * derive the same keys, before and after a restart. Where the client has neither, the keys serve one node until it stops.
 * Thread-safe.
 */
final class DerivedKeys {

    private static final byte[] SALT = "auth-filter".getBytes(StandardCharsets.UTF_8);
    private static final int KEY_BYTES = 32;

    private final byte[] keyMaterial;
    private final String client;

    private DerivedKeys(byte[] keyMaterial, String client) {
        this.keyMaterial = keyMaterial;
        this.client = client;
    }

    static DerivedKeys of(OidcSettings settings) {
        byte[] keyMaterial = settings.clientAuth()
                .fold(
                        basic -> basic.secret().getBytes(StandardCharsets.UTF_8),
                        post -> post.secret().getBytes(StandardCharsets.UTF_8),
                        jwt -> jwt.key().getEncoded(),
                        none -> RandomTokens.bytes(KEY_BYTES));
        return new DerivedKeys(keyMaterial, settings.issuer() + "\n" + settings.clientId());
    }

    /** The 32 bytes for {@code purpose}, a text without line feed (RFC 5869, section 3.2). */
    byte[] key(String purpose) {
        byte[] info = (purpose + "\n" + client).getBytes(StandardCharsets.UTF_8);
        return Hkdf.derive(keyMaterial, SALT, info, KEY_BYTES);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "DerivedKeys";
    }
}
