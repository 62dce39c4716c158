package org.authfilter.internal.provider.jose;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.authfilter.internal.provider.JwtLimits;
import org.authfilter.internal.provider.jose.JwksCache.Keys;
import org.authfilter.internal.provider.jose.JwksCache.Read;
import org.authfilter.internal.provider.jose.JwksCache.Unavailable;
import org.authfilter.internal.provider.jose.ValidationResult.Refused;
import org.authfilter.internal.provider.jose.ValidationResult.Undecided;
import org.authfilter.internal.provider.jose.ValidationResult.Verified;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies signed JWTs of one issuer: with public keys only, so that no key serves as a secret, and with the asymmetric
 * algorithms of RFC 7518 and RFC 8037 only, so never with {@code none}. If no known key fits, the keys are read again
 * once. Thread-safe; no call blocks.
 */
public final class JwtVerifier {

    private static final AlgorithmConstraints ASYMMETRIC = new AlgorithmConstraints(
            ConstraintType.PERMIT,
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
            AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
            AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
            AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
            AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512,
            AlgorithmIdentifiers.EDDSA);

    /** Among more, only the {@code kid} tells which key fits: to try thousands takes a thread seconds for each token. */
    private static final int MOST_KEYS_TO_TRY = 100;

    private final JwksCache keys;

    public JwtVerifier(JwksCache keys) {
        this.keys = keys;
    }

    /**
     * Verifies one token.
     *
     * @param rules makes a new builder that holds what is demanded of the claims
     */
    public CompletableFuture<ValidationResult> verify(String jwt, Supplier<JwtConsumerBuilder> rules) {
        if (!JwtLimits.accept(jwt)) {
            return CompletableFuture.completedFuture(
                    new Refused("the JWT does not hold: it is too large, too deeply nested, or not a signed JWT"));
        }
        return keys.known().thenCompose(known -> {
            Attempt first = attempt(jwt, rules.get(), known);
            return first.keyIsMissing()
                    ? keys.newerThan(known)
                            .thenApply(newer -> attempt(jwt, rules.get(), newer).verdict())
                    : CompletableFuture.completedFuture(first.verdict());
        });
    }

    private record Attempt(ValidationResult verdict, boolean keyIsMissing) {}

    private static Attempt attempt(String jwt, JwtConsumerBuilder rules, Keys keys) {
        if (keys instanceof Unavailable unavailable) {
            return new Attempt(new Undecided(unavailable.reason()), false);
        }
        List<JsonWebKey> candidates = publicOnly(((Read) keys).list());
        JwksVerificationKeyResolver resolver = new JwksVerificationKeyResolver(candidates);
        resolver.setDisambiguateWithVerifySignature(candidates.size() <= MOST_KEYS_TO_TRY);
        try {
            return new Attempt(
                    new Verified(rules.setVerificationKeyResolver(resolver)
                            .setJwsAlgorithmConstraints(ASYMMETRIC)
                            .build()
                            .processToClaims(jwt)),
                    false);
        } catch (InvalidJwtException invalid) {
            return new Attempt(new Refused(JwtErrorMessages.of(invalid)), isForWantOfAKey(invalid));
        }
    }

    private static List<JsonWebKey> publicOnly(List<JsonWebKey> keys) {
        return keys.stream().filter(PublicJsonWebKey.class::isInstance).toList();
    }

    private static boolean isForWantOfAKey(InvalidJwtException invalid) {
        return invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)
                || invalid.getCause() instanceof UnresolvableKeyException;
    }
}
