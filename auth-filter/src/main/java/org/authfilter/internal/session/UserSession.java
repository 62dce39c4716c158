package org.authfilter.internal.session;

import static java.time.temporal.ChronoUnit.MILLIS;

import java.time.Instant;
import java.util.Objects;
import org.authfilter.User;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * One sign-in of a user, stored in one HTTP session.
 *
 * @param id identifies this sign-in; it stays the same when the tokens or the id of the HTTP session change
 * @param provider the name of the provider that issued the tokens
 * @param lastActivity the last request that counted as activity, exact to a tenth of the idle timeout
 * @param providerSession the id of the provider's session ({@code sid} of the ID token); {@code null} if it has none
 * @param replaced the {@link #tokenSetId} of the token set that this one has replaced; {@code null} if it is the first one,
 *     or if that is not known
 */
public record UserSession(
        String id,
        String provider,
        User user,
        TokenSet tokens,
        Instant startedAt,
        Instant lastActivity,
        @Nullable String providerSession,
        @Nullable String replaced) {

    public UserSession {
        startedAt = startedAt.truncatedTo(MILLIS);
        lastActivity = lastActivity.truncatedTo(MILLIS);
    }

    /** Creates a sign-in with its first token set. */
    public UserSession(
            String id,
            String provider,
            User user,
            TokenSet tokens,
            Instant startedAt,
            Instant lastActivity,
            @Nullable String providerSession) {
        this(id, provider, user, tokens, startedAt, lastActivity, providerSession, null);
    }

    /** Creates a sign-in without a session at its provider. */
    public UserSession(
            String id, String provider, User user, TokenSet tokens, Instant startedAt, Instant lastActivity) {
        this(id, provider, user, tokens, startedAt, lastActivity, null);
    }

    public UserSession withTokens(TokenSet refreshed) {
        return new UserSession(id, provider, user, refreshed, startedAt, lastActivity, providerSession, tokenSetId());
    }

    public UserSession withUser(User newUser) {
        return new UserSession(id, provider, newUser, tokens, startedAt, lastActivity, providerSession, replaced);
    }

    public UserSession activeAt(Instant now) {
        return new UserSession(id, provider, user, tokens, startedAt, now, providerSession, replaced);
    }

    /** Whether the token set of this session has replaced that of {@code other}. */
    public boolean hasReplaced(UserSession other) {
        return !tokens.isSameAs(other.tokens()) && other.tokenSetId().equals(replaced);
    }

    /** Returns {@code stored} with the user and the token set of this session, which has replaced its token set. */
    public UserSession continuing(UserSession stored) {
        return stored.withTokens(tokens).withUser(user);
    }

    /** Identifies the token set of this sign-in. It is a digest, which tells nothing about the tokens. */
    public String tokenSetId() {
        return tokenSetId(id, tokens);
    }

    /** Identifies a token set of the sign-in {@code id}, as {@link #tokenSetId()} does. */
    public static String tokenSetId(String id, TokenSet tokens) {
        return Digests.sha256(id + "\n" + tokens.accessToken() + "\n" + tokens.refreshToken());
    }

    /** Whether this session continues {@code earlier}: it is the same sign-in, or one of the same user. */
    public boolean continues(UserSession earlier) {
        return id.equals(earlier.id) || isSameUserAs(earlier);
    }

    /** Whether both belong to the same user: same provider and issuer, and same subject or else same name and e-mail. */
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
