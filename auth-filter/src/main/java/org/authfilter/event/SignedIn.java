package org.authfilter.event;

import org.authfilter.User;

/** CDI event: somebody has signed in. Fired on the thread of the request; an observer that throws breaks nothing. */
public record SignedIn(User user, String provider) {}
