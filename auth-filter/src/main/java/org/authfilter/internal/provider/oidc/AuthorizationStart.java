package org.authfilter.internal.provider.oidc;

/**
 * A prepared authorization request: send the browser to the provider.
 *
 * @param location the address of the authorization request
 * @param request to be kept until the authorization response comes
 */
public record AuthorizationStart(String location, AuthorizationRequest request) {

    /** Without the address, which contains state and nonce. */
    @Override
    public String toString() {
        return "AuthorizationStart";
    }
}
