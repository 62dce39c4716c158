package org.authfilter.internal.session;

import org.authfilter.User;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * A session that ended without a sign-out: the container destroys it, or its provider is no longer the same.
 *
 * @param id identifies the sign-in
 * @param provider the name of the provider that issued the tokens
 * @param tokens {@code null}: they are not revoked, since this node does not know the key of the session, or since they
 *     belong to another provider
 */
public record EndedSession(
        String id, String provider, User user, @Nullable TokenSet tokens) {

    EndedSession(UserSession session) {
        this(session.id(), session.provider(), session.user(), session.tokens());
    }

    EndedSession(SessionIdentity identity) {
        this(identity.id(), identity.provider(), identity.user(), null);
    }
}
