package org.authfilter;

import java.util.List;

/**
 * Lists and ends the sessions of users, on all their devices. Inject it into a bean of any scope:
 *
 * <pre>{@code
 * @Inject AuthSessions sessions;
 * }</pre>
 *
 * <p>A user is identified by the configured name of the provider and the subject: the {@code sub} of the tokens, or the
 * name where tokens have none. The methods check no permission: the application decides who may end the sessions of
 * another user. Without {@code shared-store} they know the sessions of this node, in a cluster with one those of all nodes.
 *
 * <p>An ended session is signed out by its next request, at whatever node it arrives; its refresh token is revoked then.
 * Thread-safe; usable on every thread while the application runs.
 */
public interface AuthSessions {

    /**
     * Lists the sessions of a user, the oldest first.
     *
     * @param provider the configured name of the provider
     * @param subject the {@code sub}, or the name where tokens have none
     * @return the sessions; empty if there are none or if the shared store is unavailable
     */
    List<ActiveSession> list(String provider, String subject);

    /**
     * Ends one session. Does nothing if there is no such session.
     *
     * @param id the {@link ActiveSession#id()}
     */
    void end(String id);

    /**
     * Ends all sessions of a user.
     *
     * @param provider the configured name of the provider
     * @param subject the {@code sub}, or the name where tokens have none
     * @return how many were ended
     * @throws IllegalStateException if the shared store is unavailable; no session was ended then
     */
    int endAll(String provider, String subject);
}
