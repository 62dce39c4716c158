package org.authfilter.internal.provider.jose;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.provider.Result;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/** Keys of an issuer that are known from the beginning and never change. */
public final class KnownKeys extends JwksCache {

    private final CompletableFuture<Result<List<JsonWebKey>>> keys;

    /** Takes JWKs (RFC 7517). */
    public KnownKeys(String... jwks) {
        super(URI.create("https://issuer.example/jwks"), null);
        List<JsonWebKey> list = Arrays.stream(jwks).map(KnownKeys::parsed).toList();
        keys = CompletableFuture.completedFuture(Result.ok(list));
    }

    private static JsonWebKey parsed(String jwk) {
        try {
            return JsonWebKey.Factory.newJwk(jwk);
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    synchronized CompletableFuture<Result<List<JsonWebKey>>> current() {
        return keys;
    }

    @Override
    synchronized CompletableFuture<Result<List<JsonWebKey>>> newerThan(Result<List<JsonWebKey>> outdated) {
        return keys;
    }
}
