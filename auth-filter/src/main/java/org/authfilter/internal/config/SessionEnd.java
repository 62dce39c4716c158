package org.authfilter.internal.config;

/** The effect of the end of a sign-in on the HTTP session. */
public enum SessionEnd {
    /** The HTTP session is invalidated with all that the application keeps in it. */
    INVALIDATE,
    /** Only what this library keeps is removed. */
    FORGET
}
