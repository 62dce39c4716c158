package org.authfilter.internal.session;

import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/**
 * A session that ended without a sign-out: the container or the application destroys it, or its provider is no longer the
 * same.
 *
 * @param id identifies the sign-in
 * @param provider the name of the provider that issued the tokens
 * @param known the session; {@code null}: its tokens are not revoked, since this node does not know the key of the session,
 *     or since they belong to another provider
 * @param encryption reads what other nodes have written for the sign-in; {@code null} if the session is not known
 */
public record EndedSession(
        String id,
        String provider,
        User user,
        @Nullable UserSession known,
        @Nullable TokenEncryption encryption) {

    /** The end of a session that this node knows. */
    public EndedSession(UserSession session, TokenEncryption encryption) {
        this(session.id(), session.provider(), session.user(), session, encryption);
    }

    /** The end of a session without its tokens. */
    EndedSession(String id, String provider, User user) {
        this(id, provider, user, null, null);
    }
}
