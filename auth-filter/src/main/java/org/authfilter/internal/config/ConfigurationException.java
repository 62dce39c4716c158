package org.authfilter.internal.config;

/** The configuration can't be used. The message names each key, where it was read, its value and the remedy. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
