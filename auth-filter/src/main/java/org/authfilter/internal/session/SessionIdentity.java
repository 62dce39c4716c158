package org.authfilter.internal.session;

import org.authfilter.User;

/**
 * What a stored session says without its key: which sign-in of which user it is.
 *
 * @param id identifies the sign-in
 * @param provider the name of the provider
 */
record SessionIdentity(String id, String provider, User user) {}
