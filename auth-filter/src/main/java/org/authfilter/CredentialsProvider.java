package org.authfilter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A provider of type {@code credentials}, on any class of the WAR. Each member but {@link #name()} is the key
 * {@code provider.NAME.KEY} in kebab case; an empty value leaves the key to the other places and to its default. Values
 * may hold <code>${NAME}</code> and <code>${NAME:default}</code>, filled from system properties, then from the
 * environment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(CredentialsProvider.List.class)
public @interface CredentialsProvider {

    /** {@return the provider's name: lower-case letters, digits and hyphens} */
    String name();

    /** {@return what takes the login fields as JSON; required here or in another place} */
    String loginUrl() default "";

    /** {@return what the sign-in form asks for; default {@code email}, {@code password}} */
    String[] loginFields() default {};

    /** {@return what takes the refresh token; without it sessions end with the access token} */
    String refreshUrl() default "";

    /** {@return the refresh token's name in the request; default {@code token}} */
    String refreshField() default "";

    /** {@return how the refresh token is sent: {@code json}, {@code form} or {@code header}; default {@code json}} */
    String refreshCarrier() default "";

    /** {@return what is told at sign-out; default nobody} */
    String logoutUrl() default "";

    /** {@return what tells the profile of who holds the access token; default nobody} */
    String profileUrl() default "";

    /** {@return JSON pointer (RFC 6901) to the access token; default {@code /accessToken}} */
    String accessToken() default "";

    /** {@return JSON pointer to the refresh token; default {@code /refreshToken}} */
    String refreshToken() default "";

    /** {@return JSON pointer to the access token's expiry; default {@code /accessTokenExpiry}} */
    String expiry() default "";

    /** {@return JSON pointer to the refresh token's expiry; default {@code /refreshTokenExpiry}} */
    String refreshExpiry() default "";

    /** {@return {@code epoch-millis} (the default), {@code epoch-seconds}, {@code seconds} or {@code iso-8601}} */
    String expiryUnit() default "";

    /** {@return JSON pointer to an object with {@code name} and {@code email}; default {@code /user}} */
    String user() default "";

    /** {@return JSON pointer to the roles; default {@code roles} of the user} */
    String roles() default "";

    /** {@return the keys (RFC 7517) that access tokens are verified with; default none, nothing is verified} */
    String jwksUrl() default "";

    /** {@return the {@code iss} that access tokens must have; default any} */
    String issuer() default "";

    /** {@return an {@code aud} that access tokens must have; default any} */
    String audience() default "";

    /** Holds several providers on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        /** {@return the providers} */
        CredentialsProvider[] value();
    }
}
