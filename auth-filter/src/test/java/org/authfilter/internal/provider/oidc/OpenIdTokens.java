package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.TestConfiguration;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.jose.JwtVerifier;
import org.authfilter.internal.provider.jose.KnownKeys;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer that signs any claims, and the validators of its tokens, without a network between them. */
final class OpenIdTokens {

    static final OidcSettings SETTINGS = settings();

    /** The settings of a provider with further keys and values. */
    static OidcSettings settings(String... keysAndValues) {
        TestConfiguration configuration = new TestConfiguration()
                .set("provider.idp.type", "oidc")
                .set("provider.idp.issuer", "https://issuer.example")
                .set("provider.idp.client-id", "shop")
                .set("provider.idp.client-auth", "none")
                .set("provider.idp.scope", "openid")
                .set("provider.idp.roles", "/realm_access/roles");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configuration.set("provider.idp." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return configuration.openIdProvider();
    }

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final EllipticCurveJsonWebKey key = newKey();
    final DiscoveredProvider known;
    final IdTokenValidator idTokens;
    final IdTokenClaimsValidator rules = new IdTokenClaimsValidator(SETTINGS, SKEW);
    final LogoutTokenValidator logoutTokens;

    /**
     * Has a new key.
     *
     * @param otherKeys the public halves of keys with which recorded tokens are signed, as JWKs
     */
    OpenIdTokens(Clock clock, String... otherKeys) {
        String[] keys = Stream.concat(Stream.of(otherKeys), Stream.of(key.toJson(OutputControlLevel.PUBLIC_ONLY)))
                .toArray(String[]::new);
        known = new DiscoveredProvider(metadata(), new JwtVerifier(new KnownKeys(keys)));
        Discovery discovery = new Discovery(SETTINGS, null) {
            @Override
            synchronized CompletableFuture<Result<DiscoveredProvider>> current() {
                return CompletableFuture.completedFuture(Result.ok(known));
            }

            @Override
            synchronized CompletableFuture<Result<DiscoveredProvider>> newerThan(DiscoveredProvider outdated) {
                return current();
            }
        };
        idTokens = new IdTokenValidator(SETTINGS, discovery, SKEW, clock);
        logoutTokens = new LogoutTokenValidator(SETTINGS, discovery, idTokens);
    }

    private static EllipticCurveJsonWebKey newKey() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("new");
            return key;
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ProviderMetadata metadata() {
        URI any = URI.create(SETTINGS.issuer() + "/any");
        return new ProviderMetadata(SETTINGS.issuer(), any, any, any, null, null, null, null, false);
    }

    /** A token of this issuer with these claims. */
    String sign(String claims, String type) {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims);
        jws.setAlgorithmHeaderValue("ES256");
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setKey(key.getPrivateKey());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
