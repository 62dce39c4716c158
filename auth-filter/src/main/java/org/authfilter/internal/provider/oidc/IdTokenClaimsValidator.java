package org.authfilter.internal.provider.oidc;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/** Validates the claims of an ID token whose signature, issuer, audience and times are valid. Errors are for the log. */
final class IdTokenClaimsValidator {

    private final String clientId;
    private final Set<String> audiences;
    private final List<String> requiredAcr;
    private final Duration clockSkew;

    IdTokenClaimsValidator(OidcSettings settings, Duration clockSkew) {
        this.clientId = settings.clientId();
        this.audiences = new HashSet<>(settings.trustedAudiences());
        this.audiences.add(clientId);
        this.requiredAcr = settings.requiredAcr();
        this.clockSkew = clockSkew;
    }

    /** The error of the ID token of a sign-in (OpenID Connect Core 1.0, section 3.1.3.7); {@code null}: valid. */
    @Nullable
    String errorAtSignIn(Claims claims, AuthorizationRequest request, TokenSet tokens, Instant now) {
        if (!request.nonce().equals(claims.text("nonce"))) {
            return "unexpected nonce";
        }
        if (request.maxAge() != null && !isRecent(claims.time("auth_time"), request.maxAge(), now)) {
            return "auth_time is missing or longer ago than max_age";
        }
        if (!requiredAcr.isEmpty() && !requiredAcr.contains(claims.text("acr"))) {
            return "acr is missing, or not one of required-acr";
        }
        return bindingError(claims, tokens);
    }

    /**
     * How the ID token of a refresh contradicts the sign-in (R13; section 12.2); {@code null}: it does not.
     *
     * @param original the claims of the ID token of the sign-in; of one that a refresh has replaced, as far as they are known
     */
    @Nullable
    String contradiction(Claims claims, Claims original) {
        if (!claims.agreesWith(original, "iss") || !claims.agreesWith(original, "sub")) {
            return "the subject (sub) or issuer (iss) has changed";
        }
        if (!Set.copyOf(claims.texts("aud")).equals(Set.copyOf(original.texts("aud")))) {
            return "the audience (aud) has changed";
        }
        if (!claims.agreesWith(original, "azp")) {
            return "azp has changed";
        }
        return claims.has("nonce") && original.has("nonce") && !claims.agreesWith(original, "nonce")
                ? "nonce has changed"
                : null;
    }

    /** Whether the {@code at_hash}, if there is one, is that of the access token. */
    boolean isBoundTo(TokenSet tokens, Claims claims) {
        return !claims.has("at_hash") || hashes(tokens, claims.text("at_hash"));
    }

    /** Whether both tell when the user was authenticated, and tell different times. */
    boolean hasMovedAuthTime(Claims claims, Claims original) {
        return claims.has("auth_time")
                && original.has("auth_time")
                && !Objects.equals(claims.number("auth_time"), original.number("auth_time"));
    }

    private @Nullable String bindingError(Claims claims, TokenSet tokens) {
        if (claims.has("azp") && !clientId.equals(claims.text("azp"))) {
            return "unexpected azp";
        }
        if (new HashSet<>(claims.texts("aud")).size() > 1 && !claims.has("azp")) {
            return "azp is missing beside several audiences";
        }
        if (!audiences.containsAll(claims.texts("aud"))) {
            return "unexpected further audience (aud): trusted-audiences does not name it";
        }
        return isBoundTo(tokens, claims) ? null : "at_hash does not match the access token";
    }

    private boolean isRecent(@Nullable Instant authTime, long maxAge, Instant now) {
        return authTime != null && !now.isAfter(authTime.plusSeconds(maxAge).plus(clockSkew));
    }

    /** The left half of the digest that belongs to the signature's algorithm (section 3.1.3.6). */
    private static boolean hashes(TokenSet tokens, @Nullable String atHash) {
        byte[] whole = Digests.digest(
                digestOf(Claims.algorithmOf(tokens.idToken())),
                tokens.accessToken().getBytes(StandardCharsets.US_ASCII));
        String half = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, whole.length / 2));
        return half.equals(atHash);
    }

    private static String digestOf(String algorithm) {
        if (algorithm.endsWith("384")) {
            return "SHA-384";
        }
        return algorithm.endsWith("512") || algorithm.equals("EdDSA") ? "SHA-512" : "SHA-256";
    }
}
