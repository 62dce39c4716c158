package org.authfilter.internal.config;

/** How the login fields travel to a credentials backend. */
public enum LoginCarrier {
    JSON,
    FORM
}
