package org.authfilter.internal.token;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one response of an issuer (RFC 6749, section 5.1), with absolute times. Immutable.
 *
 * @param obtainedAt when the response arrived, by the clock of this server
 * @param expiresAt when the access token expires; {@code null}: not known, so it counts as valid
 * @param refreshExpiresAt when the refresh token expires; {@code null}: not known
 * @param unverified the refreshed set that replaces this one once it is verified (R15): only its refresh token is used,
 *     which is this set's as well, since the former one is spent; {@code null}: none
 * @param signIn the claims that refreshed ID tokens must repeat, besides those of {@code idToken} (R13); {@code null}: there is no ID token,
 *     or an earlier version of this jar did not keep it
 */
public record TokenSet(
        String accessToken,
        @Nullable String refreshToken,
        @Nullable String idToken,
        Instant obtainedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant refreshExpiresAt,
        @Nullable TokenSet unverified,
        @Nullable SignInClaims signIn) {

    private static final Duration USE_OF_A_SET_THAT_ARRIVED_EXPIRED = Duration.ofSeconds(1);

    /** Lifetimes below this count as expired; otherwise every request would refresh. */
    private static final Duration AS_GOOD_AS_EXPIRED = Duration.ofMillis(100);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Times are kept in milliseconds and in four-digit years, so that a set equals itself after it was stored. */
    public TokenSet {
        obtainedAt = storable(obtainedAt);
        expiresAt = expiresAt == null ? null : storable(expiresAt);
        refreshExpiresAt = refreshExpiresAt == null ? null : storable(refreshExpiresAt);
    }

    /** A set without an unverified successor. */
    public TokenSet(
            String accessToken,
            @Nullable String refreshToken,
            @Nullable String idToken,
            Instant obtainedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant refreshExpiresAt) {
        this(accessToken, refreshToken, idToken, obtainedAt, expiresAt, refreshExpiresAt, null, null);
    }

    /** This set, as that of a sign-in whose ID token made these claims. */
    public TokenSet withSignIn(SignInClaims claims) {
        return new TokenSet(
                accessToken, refreshToken, idToken, obtainedAt, expiresAt, refreshExpiresAt, unverified, claims);
    }

    /**
     * Whether the access token, or a refresh token that can still be presented, has less than {@code margin} to live, or
     * less than half of its life (R2).
     */
    public boolean expiresWithin(Duration margin, Instant now) {
        Instant refreshAt = refreshAt(margin, now);
        return refreshAt != null && !now.isBefore(refreshAt);
    }

    /**
     * When the margin of the access token begins, or that of the refresh token if it begins earlier; {@code null} if
     * neither expiry is known. A set that waits to be verified is due at once.
     */
    public @Nullable Instant refreshAt(Duration margin, Instant now) {
        if (unverified != null) {
            return unverified.obtainedAt;
        }
        Instant byAccessToken =
                expiresAt == null || wasExpiredOnArrival() ? usableUntil() : marginBefore(expiresAt, margin);
        if (refreshExpiresAt == null || !isRefreshable(now) || refreshExpiresAt.isBefore(obtainedAt)) {
            return byAccessToken;
        }
        Instant byRefreshToken = marginBefore(refreshExpiresAt, margin);
        return byAccessToken == null || byRefreshToken.isBefore(byAccessToken) ? byRefreshToken : byAccessToken;
    }

    private Instant marginBefore(Instant expiry, Duration margin) {
        long half = (expiry.toEpochMilli() - obtainedAt.toEpochMilli()) / 2;
        return Instant.ofEpochMilli(expiry.toEpochMilli() - Math.min(margin.toMillis(), half));
    }

    /** Whether both came with the same response: an issuer may issue the same tokens twice. */
    public boolean isSameAs(TokenSet other) {
        return obtainedAt.equals(other.obtainedAt)
                && accessToken.equals(other.accessToken)
                && Objects.equals(refreshToken, other.refreshToken)
                && Objects.equals(unverified, other.unverified);
    }

    public boolean isExpired(Instant now) {
        Instant until = usableUntil();
        return until != null && !now.isBefore(until);
    }

    /** Whether the issuer's clock is so far off that the set was as good as expired when it came (R15). */
    public boolean wasExpiredOnArrival() {
        return expiresAt != null
                && expiresAt.toEpochMilli() - obtainedAt.toEpochMilli() < AS_GOOD_AS_EXPIRED.toMillis();
    }

    /** Whether there is a refresh token that is not known to have expired (R12). */
    public boolean isRefreshable(Instant now) {
        return refreshToken != null && (refreshExpiresAt == null || now.isBefore(refreshExpiresAt));
    }

    /**
     * This set, with the refresh token and the ID token of {@code previous} where it brought none (R8), and with the claims
     * of the same sign-in (R13).
     */
    public TokenSet withMissingFrom(TokenSet previous) {
        boolean keepsRefreshToken = refreshToken == null;
        return new TokenSet(
                accessToken,
                keepsRefreshToken ? previous.refreshToken : refreshToken,
                idToken == null ? previous.idToken : idToken,
                obtainedAt,
                expiresAt,
                keepsRefreshToken && refreshExpiresAt == null ? previous.refreshExpiresAt : refreshExpiresAt,
                null,
                previous.signIn);
    }

    /** This set, to be used until {@code successor}, which has spent its refresh token, is verified. */
    public TokenSet awaiting(TokenSet successor) {
        TokenSet complete = successor.withMissingFrom(this);
        return new TokenSet(
                accessToken,
                complete.refreshToken,
                idToken,
                obtainedAt,
                expiresAt,
                complete.refreshExpiresAt,
                complete,
                signIn);
    }

    /** Whether there is an unverified set that would be of use: one that has expired is refreshed instead. */
    public boolean awaitsVerification(Instant now) {
        return unverified != null && !unverified.isExpired(now);
    }

    private static Instant storable(Instant time) {
        Instant notBeforeEpoch = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
        return notBeforeEpoch.isAfter(LATEST) ? LATEST : notBeforeEpoch.truncatedTo(MILLIS);
    }

    /** When the access token is of no more use; {@code null} if that is not known. */
    public @Nullable Instant usableUntil() {
        return wasExpiredOnArrival() ? obtainedAt.plus(USE_OF_A_SET_THAT_ARRIVED_EXPIRED) : expiresAt;
    }

    /** Times only: tokens never print. */
    @Override
    public String toString() {
        return "TokenSet[obtainedAt=" + obtainedAt + ", expiresAt=" + expiresAt + ", refreshExpiresAt="
                + refreshExpiresAt + "]";
    }
}
