package org.authfilter.internal.config;

/** Whether authorization requests are pushed to the provider first (RFC 9126). */
public enum PushedRequests {
    /** If the provider offers it. */
    AUTO,
    ALWAYS,
    NEVER
}
