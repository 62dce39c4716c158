package org.authfilter.internal.provider.oidc;

import org.authfilter.internal.provider.TokenResult.Failure;

/** What came of preparing an authorization request. */
public sealed interface AuthorizationStart {

    /**
     * Send the browser to the provider.
     *
     * @param location the address of the authorization request
     * @param request to be kept until the answer comes
     */
    record Prepared(String location, AuthorizationRequest request) implements AuthorizationStart {

        /** Without the address, which holds state and nonce. */
        @Override
        public String toString() {
            return "Prepared";
        }
    }

    /** The sign-in can't be started; a {@code Rejected} means that the provider refused this very request. */
    record NotPrepared(Failure failure) implements AuthorizationStart {}
}
