package org.authfilter.internal.config;

/** What happens to the HTTP session when a sign-in ends. */
public enum SessionEnd {
    /** The HTTP session is invalidated with all that the application keeps in it. */
    INVALIDATE,
    /** Only what this library keeps is removed. */
    FORGET
}
