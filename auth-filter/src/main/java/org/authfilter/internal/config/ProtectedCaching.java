package org.authfilter.internal.config;

/** The {@code Cache-Control} of responses on protected paths that have none; on the wire {@code no-cache} and so on. */
public enum ProtectedCaching {
    /** The browser may store the response, and revalidates it each time. */
    NO_CACHE,
    NO_STORE,
    /** Nothing is added. */
    OFF
}
