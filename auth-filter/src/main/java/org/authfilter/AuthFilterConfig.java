package org.authfilter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The configuration of the application as a whole, on any one class of the WAR. Each member is the key of the same name
 * in kebab case; an empty value leaves the key to the other places and to its default. Values may hold
 * <code>${NAME}</code> and <code>${NAME:default}</code>, filled from system properties, then from the environment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AuthFilterConfig {

    /** {@return {@code false} to make the jar inert; default {@code true}} */
    String enabled() default "";

    /** {@return where the endpoints live; default {@code /auth}} */
    String path() default "";

    /** {@return patterns as in a servlet mapping; default <code>/*</code>} */
    String[] protectedPaths() default {};

    /** {@return patterns as in a servlet mapping; default none. The more specific pattern wins, at a tie this one} */
    String[] publicPaths() default {};

    /** {@return the application's own sign-in page, such as {@code /login}; default the built-in one} */
    String signInPage() default "";

    /** {@return the application's root as the browser sees it, context path included; default what the request says} */
    String baseUrl() default "";

    /** {@return how long before its expiry a token is refreshed, at most half of its life; default {@code 60s}} */
    String refreshMargin() default "";

    /** {@return the deadline of a call to the issuer, body included; default {@code 5s}} */
    String tokenRequestTimeout() default "";

    /** {@return the part of the deadline that connecting may take; default {@code 2s}} */
    String connectTimeout() default "";

    /** {@return how long a finished refresh still answers late callers; default {@code 30s}} */
    String refreshRetention() default "";

    /** {@return after how long without activity a session ends; default the container's session timeout} */
    String idleTimeout() default "";

    /** {@return after how long a session ends, however active; default never} */
    String sessionMaxAge() default "";

    /** {@return what a sign-out does to the HTTP session: {@code invalidate} (the default) or {@code forget}} */
    String sessionEnd() default "";

    /** {@return whether {@code /auth/session} shows the access token to the browser; default {@code false}} */
    String exposeAccessToken() default "";

    /** {@return the tolerance for the time claims of verified JWTs; default {@code 30s}} */
    String clockSkew() default "";

    /** {@return how many requests may wait longer than 500 ms for a refresh; default 8 per processor} */
    String maxWaitingRequests() default "";
}
