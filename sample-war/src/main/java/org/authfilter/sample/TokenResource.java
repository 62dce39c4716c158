package org.authfilter.sample;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.function.Supplier;
import org.authfilter.AccessToken;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** {@code GET /api/token}: number and times of the access token. The token itself stays on the server. */
@Path("/token")
@RequestScoped
public class TokenResource {

    /** Verifies nothing: the token comes from our own session, and the resource server verifies it. */
    private static final JwtConsumer READER = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setSkipSignatureVerification()
            .build();

    @Inject
    @AccessToken
    Supplier<String> token;

    /** The token's {@code jti}, {@code iat} and {@code exp} (RFC 7519, section 4.1). */
    public record TokenClaims(String id, Instant issuedAt, Instant expiresAt) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public TokenClaims token() throws InvalidJwtException, MalformedClaimException {
        JwtClaims claims = READER.processToClaims(token.get());
        return new TokenClaims(
                claims.getJwtId(),
                Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
    }
}
