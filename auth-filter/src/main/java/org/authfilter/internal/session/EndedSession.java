package org.authfilter.internal.session;

import org.authfilter.User;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * A session that the container destroys.
 *
 * @param id identifies the sign-in
 * @param provider the name of the provider that issued the tokens
 * @param tokens {@code null}: this node does not know the key of the session
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
