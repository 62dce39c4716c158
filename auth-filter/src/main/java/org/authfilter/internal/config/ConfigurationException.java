package org.authfilter.internal.config;

/** The configuration is invalid. The message has, for each problem, key, value, source and remedy. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConfigurationException(String message) {
        super(message);
    }
}
