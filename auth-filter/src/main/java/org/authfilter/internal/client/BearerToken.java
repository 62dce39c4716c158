package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.authfilter.internal.refresh.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The bearer token (RFC 6750, section 2.1) that a call carries, and whose it is; a property of the call.
 *
 * @param repeatedHeaders the headers of the first call, where this one repeats it
 */
record BearerToken(Caller caller, String token, @Nullable MultivaluedMap<String, Object> repeatedHeaders) {

    static final String PROPERTY = "org.authfilter.client.bearer-token";

    static BearerToken of(Caller caller) {
        return new BearerToken(caller, caller.accessToken(), null);
    }

    /** {@code null} if we have put none into the call. */
    static @Nullable BearerToken in(ClientRequestContext call) {
        return call.getProperty(PROPERTY) instanceof BearerToken ours ? ours : null;
    }

    /** The next token, for repeating {@code call}. */
    BearerToken repeating(ClientRequestContext call, String next) {
        return new BearerToken(caller, next, new MultivaluedHashMap<>(call.getHeaders()));
    }

    /** The same token, for a call that repeats none. */
    BearerToken asFirst() {
        return new BearerToken(caller, token, null);
    }

    boolean isRepeated() {
        return repeatedHeaders != null;
    }

    /** Filters have run for the first call already: what they add is not sent twice. */
    void putInto(ClientRequestContext call) {
        if (repeatedHeaders != null) {
            call.getHeaders().clear();
            call.getHeaders().putAll(repeatedHeaders);
        }
        call.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, header());
        call.setProperty(PROPERTY, this);
    }

    /** Whether nobody has replaced it since. */
    boolean isStillIn(ClientRequestContext call) {
        return header().equals(call.getHeaderString(HttpHeaders.AUTHORIZATION));
    }

    private String header() {
        return "Bearer " + token;
    }

    @Override
    public String toString() {
        return "BearerToken[isRepeated=" + isRepeated() + "]";
    }
}
