package org.authfilter.internal.config;

/** Which token a credentials backend takes at a refresh. */
public enum RefreshedToken {
    REFRESH_TOKEN,
    ACCESS_TOKEN
}
