package org.authfilter.token;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer gave out in one answer (RFC 6749, section 5.1), with absolute times.
 *
 * @param obtainedAt when the answer came, by our clock
 * @param expiresAt when the access token expires; {@code null}: not known, so it counts as valid
 * @param refreshExpiresAt when the refresh token expires; {@code null}: not known
 */
public record TokenSet(
        String accessToken,
        @Nullable String refreshToken,
        @Nullable String idToken,
        Instant obtainedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant refreshExpiresAt) {

    private static final Duration USE_OF_A_SET_THAT_ARRIVED_EXPIRED = Duration.ofSeconds(1);

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Times are kept in milliseconds and in four-digit years, so that a set equals itself after it was stored. */
    public TokenSet {
        obtainedAt = storable(obtainedAt);
        expiresAt = expiresAt == null ? null : storable(expiresAt);
        refreshExpiresAt = refreshExpiresAt == null ? null : storable(refreshExpiresAt);
    }

    /** Whether the access token has less than {@code margin} to live, or less than half of its life (R2). */
    public boolean expiresWithin(Duration margin, Instant now) {
        Instant renewAt = renewAt(margin);
        return renewAt != null && !now.isBefore(renewAt);
    }

    /** When the margin begins; {@code null} if the expiry is not known. */
    public @Nullable Instant renewAt(Duration margin) {
        if (expiresAt == null || arrivedExpired()) {
            return usableUntil();
        }
        Duration half = Duration.between(obtainedAt, expiresAt).dividedBy(2);
        return expiresAt.minus(margin.compareTo(half) < 0 ? margin : half);
    }

    /** Whether both are what one answer gave: an issuer may give the same tokens twice. */
    public boolean isSameAs(TokenSet other) {
        return obtainedAt.equals(other.obtainedAt)
                && accessToken.equals(other.accessToken)
                && Objects.equals(refreshToken, other.refreshToken);
    }

    public boolean isExpired(Instant now) {
        Instant until = usableUntil();
        return until != null && !now.isBefore(until);
    }

    /** Whether the issuer's clock is so far off that the set was expired when it came (R15). */
    public boolean arrivedExpired() {
        return expiresAt != null && !expiresAt.isAfter(obtainedAt);
    }

    /** Whether there is a refresh token that is not known to have expired (R12). */
    public boolean isRenewable(Instant now) {
        return refreshToken != null && (refreshExpiresAt == null || now.isBefore(refreshExpiresAt));
    }

    /** This set, with the refresh token and the ID token of {@code previous} where it brought none (R8). */
    public TokenSet orKept(TokenSet previous) {
        boolean keepsRefreshToken = refreshToken == null;
        return new TokenSet(
                accessToken,
                keepsRefreshToken ? previous.refreshToken : refreshToken,
                idToken == null ? previous.idToken : idToken,
                obtainedAt,
                expiresAt,
                keepsRefreshToken && refreshExpiresAt == null ? previous.refreshExpiresAt : refreshExpiresAt);
    }

    private static Instant storable(Instant time) {
        Instant notBeforeEpoch = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
        return notBeforeEpoch.isAfter(LATEST) ? LATEST : notBeforeEpoch.truncatedTo(MILLIS);
    }

    /** When the access token is of no more use; {@code null} if that is not known. */
    public @Nullable Instant usableUntil() {
        return arrivedExpired() ? obtainedAt.plus(USE_OF_A_SET_THAT_ARRIVED_EXPIRED) : expiresAt;
    }

    /** Times only: tokens never print. */
    @Override
    public String toString() {
        return "TokenSet[obtainedAt=" + obtainedAt + ", expiresAt=" + expiresAt + ", refreshExpiresAt="
                + refreshExpiresAt + "]";
    }
}
