package org.authfilter.testkit;

/**
 * One wrong response of a token endpoint.
 *
 * @param shape the kind of fault
 * @param processed whether the issuer processes the request before: a refresh token is used then
 * @param status the status of {@link Shape#STATUS}, else ignored
 * @param retryAfter the {@code Retry-After} of {@link Shape#STATUS}, empty for none
 * @param body the body of {@link Shape#STATUS}, else ignored
 */
public record Fault(Shape shape, boolean processed, int status, String retryAfter, String body) {

    /** The kinds of fault. */
    public enum Shape {
        /** Another status, with a body of its own. */
        STATUS,
        /** No response: the connection ends. */
        RESET,
        /** The right response, cut off in the middle of its body. */
        TRUNCATED,
        /** The right response, one byte at a time. */
        SLOW_DRIP,
        /** A page instead of JSON. */
        HTML,
        /** The right response without its refresh token. */
        WITHOUT_REFRESH_TOKEN,
        /** The right response without its access token. */
        WITHOUT_ACCESS_TOKEN,
        /** The right response, beyond 1 MiB. */
        OVERSIZED,
        /** A redirect to the same address. */
        REDIRECT,
        /** The right response, but expired already. */
        EXPIRED_ON_ARRIVAL
    }

    /** Status {@code status} with an empty JSON object; nothing was processed. */
    public static Fault status(int status) {
        return new Fault(Shape.STATUS, false, status, "", "{}");
    }

    /** Status {@code status} with the OAuth error {@code error} (RFC 6749, section 5.2); nothing was processed. */
    public static Fault error(int status, String error) {
        return status(status).withBody("{\"error\":\"" + error + "\"}");
    }

    /** The connection ends without a response, before the token was read. */
    public static Fault resetBefore() {
        return of(Shape.RESET, false);
    }

    /** The connection ends without a response, after the token was used. */
    public static Fault resetAfter() {
        return of(Shape.RESET, true);
    }

    /** The right response, cut off in the middle of its body. */
    public static Fault truncated() {
        return of(Shape.TRUNCATED, true);
    }

    /** The right response, its body sent one byte every 100 ms. */
    public static Fault slowDrip() {
        return of(Shape.SLOW_DRIP, true);
    }

    /** A page of some proxy with status 200 in front of an issuer that was never asked. */
    public static Fault html() {
        return of(Shape.HTML, false);
    }

    /** The right response without a refresh token; the one that was presented stays good. */
    public static Fault withoutRefreshToken() {
        return of(Shape.WITHOUT_REFRESH_TOKEN, true);
    }

    /** The right response without an access token. */
    public static Fault withoutAccessToken() {
        return of(Shape.WITHOUT_ACCESS_TOKEN, true);
    }

    /** The right response, blown up beyond 1 MiB. */
    public static Fault oversized() {
        return of(Shape.OVERSIZED, true);
    }

    /** A redirect (302) to the same endpoint, which a client must not follow; nothing was processed. */
    public static Fault redirect() {
        return of(Shape.REDIRECT, false);
    }

    /** The right response, but its expiry lies a minute in the past. */
    public static Fault expiredOnArrival() {
        return of(Shape.EXPIRED_ON_ARRIVAL, true);
    }

    /** The same status with {@code Retry-After: value}. */
    public Fault withRetryAfter(String value) {
        return new Fault(shape, processed, status, value, body);
    }

    /** The same status with another body. */
    public Fault withBody(String other) {
        return new Fault(shape, processed, status, retryAfter, other);
    }

    /** The same fault, after the request was processed. */
    public Fault afterProcessing() {
        return new Fault(shape, true, status, retryAfter, body);
    }

    private static Fault of(Shape shape, boolean processed) {
        return new Fault(shape, processed, 200, "", "{}");
    }
}
