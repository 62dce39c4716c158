package org.authfilter.internal.provider.jose;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.authfilter.internal.provider.JwtLimits;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.UnverifiedJwt;
import org.authfilter.internal.provider.jose.ValidationResult.Invalid;
import org.authfilter.internal.provider.jose.ValidationResult.Undecided;
import org.authfilter.internal.provider.jose.ValidationResult.Valid;
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

    private static final List<String> ASYMMETRIC = List.of(
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

    /** With more keys only the {@code kid} selects: trying thousands would take seconds of a thread for each token. */
    private static final int MAX_KEYS_TO_TRY = 100;

    private static final int MAX_PRINTED_ALGORITHM = 20;

    private final JwksCache keys;
    private final List<String> algorithms;
    private final AlgorithmConstraints constraints;

    /** Accepts all of these algorithms. */
    public JwtVerifier(JwksCache keys) {
        this(keys, ASYMMETRIC);
    }

    /** Accepts those of {@code algorithms} only, by their names in RFC 7518. */
    public JwtVerifier(JwksCache keys, List<String> algorithms) {
        this.keys = keys;
        this.algorithms = ASYMMETRIC.stream().filter(algorithms::contains).toList();
        this.constraints = new AlgorithmConstraints(ConstraintType.PERMIT, this.algorithms.toArray(new String[0]));
    }

    /**
     * Verifies the signature of a token and validates its claims.
     *
     * @param requirements creates a new builder with the requirements for the claims
     */
    public CompletableFuture<ValidationResult> verify(String jwt, Supplier<JwtConsumerBuilder> requirements) {
        if (!JwtLimits.accept(jwt)) {
            return CompletableFuture.completedFuture(
                    new Invalid("the JWT is invalid: too large, too deeply nested, or not a signed JWT"));
        }
        String algorithm = UnverifiedJwt.algorithm(jwt);
        if (!algorithms.contains(algorithm)) {
            return CompletableFuture.completedFuture(
                    new Invalid("the JWT is invalid: unsupported signing algorithm " + printable(algorithm)));
        }
        return keys.current().thenCompose(current -> {
            Attempt first = attempt(jwt, requirements.get(), current);
            return first.lacksKey()
                    ? keys.newerThan(current)
                            .thenApply(newer ->
                                    attempt(jwt, requirements.get(), newer).result())
                    : CompletableFuture.completedFuture(first.result());
        });
    }

    private record Attempt(ValidationResult result, boolean lacksKey) {}

    private static String printable(String algorithm) {
        return algorithm.matches("[A-Za-z0-9+_-]{1," + MAX_PRINTED_ALGORITHM + "}") ? algorithm : "of an unknown form";
    }

    private Attempt attempt(String jwt, JwtConsumerBuilder requirements, Result<List<JsonWebKey>> keys) {
        return keys.fold(
                known -> attempt(jwt, requirements, known),
                failure -> new Attempt(new Undecided(failure.reason()), false));
    }

    private Attempt attempt(String jwt, JwtConsumerBuilder requirements, List<JsonWebKey> keys) {
        List<JsonWebKey> candidates = publicOnly(keys);
        JwksVerificationKeyResolver resolver = new JwksVerificationKeyResolver(candidates);
        resolver.setDisambiguateWithVerifySignature(candidates.size() <= MAX_KEYS_TO_TRY);
        try {
            return new Attempt(
                    new Valid(requirements
                            .setVerificationKeyResolver(resolver)
                            .setJwsAlgorithmConstraints(constraints)
                            .build()
                            .processToClaims(jwt)),
                    false);
        } catch (InvalidJwtException invalid) {
            return new Attempt(new Invalid(JwtErrorMessages.of(invalid)), lacksKey(invalid));
        }
    }

    private static List<JsonWebKey> publicOnly(List<JsonWebKey> keys) {
        return keys.stream().filter(PublicJsonWebKey.class::isInstance).toList();
    }

    private static boolean lacksKey(InvalidJwtException invalid) {
        return invalid.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)
                || invalid.getCause() instanceof UnresolvableKeyException;
    }
}
