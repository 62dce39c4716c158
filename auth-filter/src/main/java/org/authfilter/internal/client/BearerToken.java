package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.authfilter.internal.refresh.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The bearer token (RFC 6750, section 2.1) of a call, with its caller; a property of the call.
 *
 * @param originalHeaders the headers of the first call, if this one is its retry
 */
record BearerToken(Caller caller, String token, @Nullable MultivaluedMap<String, Object> originalHeaders) {

    static final String PROPERTY = "org.authfilter.client.bearer-token";

    static BearerToken of(Caller caller) {
        return new BearerToken(caller, caller.accessToken(), null);
    }

    /** The token that this library has added to the call; {@code null} if it has added none. */
    static @Nullable BearerToken in(ClientRequestContext call) {
        return call.getProperty(PROPERTY) instanceof BearerToken added ? added : null;
    }

    /** Another token, for the retry of {@code call}. */
    BearerToken forRetryOf(ClientRequestContext call, String newToken) {
        return new BearerToken(caller, newToken, new MultivaluedHashMap<>(call.getHeaders()));
    }

    /** The same token, for a call that is no retry. */
    BearerToken forFirstCall() {
        return new BearerToken(caller, token, null);
    }

    boolean isRetry() {
        return originalHeaders != null;
    }

    /** Restores the headers of the first call, so filters that run again don't add a header twice. */
    void addTo(ClientRequestContext call) {
        if (originalHeaders != null) {
            call.getHeaders().clear();
            call.getHeaders().putAll(originalHeaders);
        }
        call.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, header());
        call.setProperty(PROPERTY, this);
    }

    /** Whether the call still has this header: no other filter has replaced it. */
    boolean isStillIn(ClientRequestContext call) {
        return header().equals(call.getHeaderString(HttpHeaders.AUTHORIZATION));
    }

    private String header() {
        return "Bearer " + token;
    }

    @Override
    public String toString() {
        return "BearerToken[isRetry=" + isRetry() + "]";
    }
}
