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

    String enabled() default "";

    String path() default "";

    String[] protectedPaths() default {};

    String[] publicPaths() default {};

    String signInPage() default "";

    String baseUrl() default "";

    String refreshMargin() default "";

    String tokenRequestTimeout() default "";

    String connectTimeout() default "";

    String refreshRetention() default "";

    String idleTimeout() default "";

    String sessionMaxAge() default "";

    String sessionEnd() default "";

    String exposeAccessToken() default "";

    String clockSkew() default "";

    String maxWaitingRequests() default "";
}
