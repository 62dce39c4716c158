package org.authfilter.internal.session;

/** The {@code LogoutStore} of the application failed: it is not known whether the provider has logged a session out. */
public final class LogoutStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LogoutStoreException(RuntimeException cause) {
        super("The logout store failed: " + cause.getClass().getName(), cause);
    }
}
