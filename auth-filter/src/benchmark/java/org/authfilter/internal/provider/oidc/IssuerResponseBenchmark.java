package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The response of a token endpoint, and the ID token in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class IssuerResponseBenchmark {

    private final Instant now = Instant.now();
    private final OpenIdTokens issuer = new OpenIdTokens(Clock.systemUTC());
    private final String idToken = issuer.sign(
            "{\"iss\":\"https://issuer.example\",\"aud\":\"shop\",\"sub\":\"alice\",\"nonce\":\"n\",\"iat\":"
                    + now.getEpochSecond() + ",\"exp\":"
                    + now.plusSeconds(100_000).getEpochSecond() + "}",
            "JWT");
    private final TokenResponse endpoint = new TokenResponse(now, Clock.systemUTC());
    private final HttpOutcome response = HttpOutcome.responded(
            200,
            "{\"access_token\":\"" + idToken + "\",\"refresh_token\":\"" + idToken + "\",\"id_token\":\"" + idToken
                    + "\",\"token_type\":\"Bearer\",\"expires_in\":300}",
            null);

    @Benchmark
    public Object tokenResponseParsed() {
        return endpoint.parse(response);
    }

    /** ES256, with the keys of the issuer in memory. */
    @Benchmark
    public Object idTokenValidated() {
        return issuer.idTokens.validate(issuer.known, idToken).join();
    }
}
