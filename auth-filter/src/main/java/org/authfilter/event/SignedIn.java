package org.authfilter.event;

import org.authfilter.User;

/**
 * CDI event: a user has signed in. Fired on the thread of the request. An exception of an observer is logged and has no
 * other effect.
 *
 * @param user the user
 * @param provider the configured name of the provider
 */
public record SignedIn(User user, String provider) {}
