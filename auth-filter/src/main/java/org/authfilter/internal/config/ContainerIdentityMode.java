package org.authfilter.internal.config;

/** Whether the container is told the caller. */
public enum ContainerIdentityMode {
    /** Where the server can be told, and where the WAR has no authentication mechanism of its own. */
    AUTO,
    /** The container is left alone. */
    OFF
}
