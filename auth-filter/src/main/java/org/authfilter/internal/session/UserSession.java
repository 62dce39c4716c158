package org.authfilter.internal.session;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.Objects;
import org.authfilter.User;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * One signed-in user in one HTTP session.
 *
 * @param id names this sign-in: it stays the same when tokens or the HTTP session's id change
 * @param provider the name of the provider that issued the tokens
 * @param lastActivity the last request that counted as activity, exact to a tenth of the idle timeout
 * @param providerSession the provider's name for its session ({@code sid} of an ID token), if it gave one
 */
public record UserSession(
        String id,
        String provider,
        User user,
        TokenSet tokens,
        Instant startedAt,
        Instant lastActivity,
        @Nullable String providerSession) {

    public UserSession {
        startedAt = startedAt.truncatedTo(MILLIS);
        lastActivity = lastActivity.truncatedTo(MILLIS);
    }

    /** A sign-in that has no session at its provider. */
    public UserSession(
            String id, String provider, User user, TokenSet tokens, Instant startedAt, Instant lastActivity) {
        this(id, provider, user, tokens, startedAt, lastActivity, null);
    }

    public UserSession withTokens(TokenSet refreshed) {
        return new UserSession(id, provider, user, refreshed, startedAt, lastActivity, providerSession);
    }

    public UserSession withUser(User described) {
        return new UserSession(id, provider, described, tokens, startedAt, lastActivity, providerSession);
    }

    public UserSession activeAt(Instant now) {
        return new UserSession(id, provider, user, tokens, startedAt, now, providerSession);
    }

    /** Whether this goes on for whoever had {@code earlier}: the same sign-in, or another one of certainly the same user. */
    public boolean continues(UserSession earlier) {
        return id.equals(earlier.id) || isSameUserAs(earlier);
    }

    /** Whether both certainly are of one person: of one provider, and one subject or else one name and address. */
    public boolean isSameUserAs(UserSession other) {
        return provider.equals(other.provider)
                && Objects.equals(user.issuer(), other.user.issuer())
                && Objects.equals(user.subject(), other.user.subject())
                && (user.subject() != null || hasNameAndEmailOf(other));
    }

    private boolean hasNameAndEmailOf(UserSession other) {
        return user.name().equals(other.user.name())
                && user.email() != null
                && user.email().equals(other.user.email());
    }
}
