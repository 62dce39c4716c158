package org.authfilter.internal.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A private key that signs client assertions.
 *
 * @param id the {@code kid} that a JWK has, if it has one
 */
record OidcPrivateKey(PrivateKey key, @Nullable String id) {

    private static final String UNREADABLE =
            "write a private key as PEM text in PKCS#8 (-----BEGIN PRIVATE KEY-----) or as a JWK with its private part";
    private static final List<String> RSA = List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
    private static final Map<String, Integer> BITS_OF_CURVES = Map.of("ES256", 256, "ES384", 384, "ES512", 521);
    private static final List<String> KEY_TYPES = List.of("RSA", "EC", "EdDSA");

    /**
     * Reads PEM text or a JWK (RFC 7517).
     *
     * @throws IllegalArgumentException with the remedy, never with the key
     */
    static OidcPrivateKey parse(String text) {
        return text.startsWith("{") ? ofJwk(text) : new OidcPrivateKey(ofPem(text), null);
    }

    private static OidcPrivateKey ofJwk(String text) {
        try {
            PublicJsonWebKey jwk = PublicJsonWebKey.Factory.newPublicJwk(text);
            if (jwk.getPrivateKey() != null) {
                return new OidcPrivateKey(jwk.getPrivateKey(), jwk.getKeyId());
            }
        } catch (JoseException | RuntimeException unreadable) {
            throw new IllegalArgumentException(UNREADABLE);
        }
        throw new IllegalArgumentException(UNREADABLE);
    }

    private static PrivateKey ofPem(String text) {
        String base64 = text.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s|\\\\n", "");
        try {
            PKCS8EncodedKeySpec encoded =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            for (String type : KEY_TYPES) {
                PrivateKey key = generate(type, encoded);
                if (key != null) {
                    return key;
                }
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IllegalArgumentException(UNREADABLE);
        }
        throw new IllegalArgumentException(UNREADABLE);
    }

    private static @Nullable PrivateKey generate(String type, PKCS8EncodedKeySpec encoded) {
        try {
            return KeyFactory.getInstance(type).generatePrivate(encoded);
        } catch (GeneralSecurityException ofAnotherType) {
            return null;
        }
    }

    /** Whether the key can sign with {@code algorithm} (RFC 7518, section 3.1; RFC 8037). */
    boolean fits(String algorithm) {
        if (key instanceof RSAPrivateKey) {
            return RSA.contains(algorithm);
        }
        if (key instanceof ECPrivateKey ec) {
            return Integer.valueOf(ec.getParams().getOrder().bitLength()).equals(BITS_OF_CURVES.get(algorithm));
        }
        return algorithm.equals("EdDSA");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "OidcPrivateKey[" + key.getAlgorithm() + "]";
    }
}
