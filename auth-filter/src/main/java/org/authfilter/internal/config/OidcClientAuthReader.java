package org.authfilter.internal.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.authfilter.internal.config.OidcClientAuth.None;
import org.authfilter.internal.config.OidcClientAuth.PrivateKeyJwt;
import org.authfilter.internal.config.OidcClientAuth.SecretBasic;
import org.authfilter.internal.config.OidcClientAuth.SecretPost;
import org.jspecify.annotations.Nullable;

/** Reads how the application proves to be the client. */
final class OidcClientAuthReader {

    private static final List<String> ALGORITHMS =
            List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA");

    private OidcClientAuthReader() {}

    private enum Method {
        CLIENT_SECRET_BASIC,
        CLIENT_SECRET_POST,
        PRIVATE_KEY_JWT,
        NONE;

        private String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        private static Method of(String value) {
            return Arrays.stream(values())
                    .filter(method -> method.wireName().equals(value))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("write one of "
                            + Arrays.stream(values()).map(Method::wireName).collect(Collectors.joining(", "))));
        }
    }

    static OidcClientAuth read(String name, ConfigReader lookup) {
        return switch (lookup.required(OidcKey.CLIENT_AUTH, name, Method::of, Method.NONE)) {
            case CLIENT_SECRET_BASIC -> new SecretBasic(secret(name, lookup));
            case CLIENT_SECRET_POST -> new SecretPost(secret(name, lookup));
            case PRIVATE_KEY_JWT -> privateKeyJwt(name, lookup);
            case NONE -> new None();
        };
    }

    private static String secret(String name, ConfigReader lookup) {
        String secret = lookup.mandatory(
                OidcKey.CLIENT_SECRET.of(name),
                value -> value,
                "write the client's secret; a client without one has client-auth=private_key_jwt or none");
        return secret == null ? "" : secret;
    }

    private static OidcClientAuth privateKeyJwt(String name, ConfigReader lookup) {
        String algorithm = lookup.required(OidcKey.PRIVATE_KEY_ALG, name, OidcClientAuthReader::algorithm, "");
        String keyId = lookup.optional(OidcKey.PRIVATE_KEY_ID, name, value -> value);
        OidcPrivateKey key = lookup.mandatory(
                OidcKey.PRIVATE_KEY.of(name),
                value -> fitting(OidcPrivateKey.parse(value), algorithm),
                "client-auth=private_key_jwt needs the key: write it as PEM text in PKCS#8 or as a JWK");
        return key == null ? new None() : new PrivateKeyJwt(key.key(), keyId == null ? key.id() : keyId, algorithm);
    }

    private static String algorithm(String value) {
        if (ALGORITHMS.contains(value)) {
            return value;
        }
        throw new IllegalArgumentException("write one of " + String.join(", ", ALGORITHMS));
    }

    private static @Nullable OidcPrivateKey fitting(OidcPrivateKey key, String algorithm) {
        if (algorithm.isEmpty() || key.fits(algorithm)) {
            return key;
        }
        throw new IllegalArgumentException(
                "the key can't sign with " + algorithm + ": write another private-key-alg, or another key");
    }
}
