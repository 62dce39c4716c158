package org.authfilter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The configuration of the application as a whole, on one class of the WAR. Each member is the key of the same name in
 * kebab case. An empty value leaves the key to the other sources and to its default. Values may contain
 * <code>${NAME}</code> and <code>${NAME:default}</code>, filled from system properties, then from the environment. An
 * invalid value fails the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface AuthFilterConfig {

    /** {@return {@code false} to switch auth-filter off; default {@code true}} */
    String enabled() default "";

    /** {@return the path below which the endpoints are; default {@code /auth}} */
    String path() default "";

    /** {@return paths that need a signed-in user, as patterns of a servlet mapping; default <code>/*</code>} */
    String[] protectedPaths() default {};

    /** {@return paths that need no user, as the same patterns; the more specific one wins, at a tie this; default none} */
    String[] publicPaths() default {};

    /** {@return roles that paths need, such as <code>/admin/*=admin</code>, several joined by {@code |}; default none} */
    String[] requiredRoles() default {};

    /** {@return paths, as the same patterns, whose CORS preflights need no session; default none} */
    String[] preflightPaths() default {};

    /** {@return other origins whose scripts may read refused calls and the endpoints; default none} */
    String[] corsOrigins() default {};

    /** {@return {@code on} or {@code off}: whether unsafe requests must come from this site; default {@code on}} */
    String csrfProtection() default "";

    /** {@return paths, as the same patterns, without CSRF protection; default none} */
    String[] csrfExemptPaths() default {};

    /** {@return the application's own sign-in page, such as {@code /login}; default the built-in one} */
    String signInPage() default "";

    /** {@return the base name of a {@code ResourceBundle} with texts for the pages; default the built-in texts} */
    String messages() default "";

    /** {@return the application's root as the browser sees it, context path included; default taken from the request} */
    String baseUrl() default "";

    /** {@return how long before its expiry a token is refreshed, at most half of its lifetime; default {@code 60s}} */
    String refreshMargin() default "";

    /** {@return the deadline of one call to the issuer, body included; default {@code 5s}} */
    String tokenRequestTimeout() default "";

    /** {@return the part of this deadline that connecting may take; default {@code 2s}} */
    String connectTimeout() default "";

    /** {@return how long the result of a refresh is kept for late requests; default {@code 30s}} */
    String refreshRetention() default "";

    /** {@return the time without activity that ends a session; default the container's session timeout} */
    String idleTimeout() default "";

    /** {@return the age that ends a session, however active it is; default none} */
    String sessionMaxAge() default "";

    /** {@return the end of the HTTP session at a sign-out: {@code invalidate} (the default) or {@code forget}} */
    String sessionEnd() default "";

    /** {@return how many sessions a user may have at once, the oldest ends; default: any number} */
    String maxSessionsPerUser() default "";

    /** {@return whether {@code /auth/session} shows the access token to the browser; default {@code false}} */
    String exposeAccessToken() default "";

    /** {@return the tolerance for the time claims of verified JWTs, at most {@code 5m}; default {@code 30s}} */
    String clockSkew() default "";

    /** {@return how many requests may wait for a slow issuer; default 8 per processor, 2 on Payara and GlassFish} */
    String maxWaitingRequests() default "";

    /** {@return the caching of protected responses: {@code no-cache} (the default), {@code no-store} or {@code off}} */
    String cacheProtected() default "";

    /** {@return whether the container is told the caller: {@code auto} (the default) or {@code off}} */
    String containerIdentity() default "";

    /** {@return the store that all nodes of a cluster share: {@code jdbc}, {@code infinispan}, {@code hazelcast}; default none} */
    String sharedStore() default "";

    /** {@return with {@code jdbc}, the JNDI name of its data source: key {@code shared-store.data-source}} */
    String sharedStoreDataSource() default "";
}
