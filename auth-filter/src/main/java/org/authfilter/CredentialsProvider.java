package org.authfilter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A provider of type {@code credentials}, on any class of the WAR. Each member but {@link #name()} is the key
 * {@code provider.NAME.KEY} in kebab case. An empty value leaves the key to the other sources and to its default. Values
 * may contain <code>${NAME}</code> and <code>${NAME:default}</code>, filled from system properties, then from the
 * environment. An invalid value fails the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(CredentialsProvider.List.class)
public @interface CredentialsProvider {

    /** {@return the provider's name: lower-case letters, digits and hyphens} */
    String name();

    /** {@return defaults for other keys: {@code json} (the default) or {@code oauth2}} */
    String preset() default "";

    /** {@return the URL that takes the login fields; required here or in another source} */
    String loginUrl() default "";

    /** {@return the fields of the sign-in form; default {@code email}, {@code password}} */
    String[] loginFields() default {};

    /** {@return how the login fields are sent: {@code json} (the default) or {@code form}} */
    String loginCarrier() default "";

    /** {@return further fields of the sign-in form that may stay empty; default none} */
    String[] optionalFields() default {};

    /** {@return the fields that are not shown while the user types; default all login fields but the first} */
    String[] secretFields() default {};

    /** {@return constants that are sent with the login fields, {@code NAME=VALUE} joined by {@code &}; default none} */
    String loginParams() default "";

    /** {@return the URL that takes the refresh token; without it, sessions end with the access token} */
    String refreshUrl() default "";

    /** {@return the refresh token's name in the request; default {@code token}} */
    String refreshField() default "";

    /** {@return how the refresh token is sent: {@code json} (the default), {@code form}, {@code header}, {@code bearer}} */
    String refreshCarrier() default "";

    /** {@return the token that is sent at a refresh: {@code refresh-token} (the default) or {@code access-token}} */
    String refreshSend() default "";

    /** {@return constants that are sent with the refresh token; default none} */
    String refreshParams() default "";

    /** {@return the name under which the access token is sent along at a refresh; default: it is not sent} */
    String refreshAccessField() default "";

    /** {@return the URL that is called at sign-out; default none} */
    String logoutUrl() default "";

    /** {@return the URL that describes the owner of an access token; default none} */
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

    /** {@return JSON pointer to the user's name; default {@code name} of the user} */
    String userName() default "";

    /** {@return JSON pointer to the user's e-mail address; default {@code email} of the user} */
    String userEmail() default "";

    /** {@return the members that name a role if roles are objects; default {@code name}, {@code authority}} */
    String[] roleName() default {};

    /** {@return JSON pointer to the roles; default {@code roles} of the user} */
    String roles() default "";

    /** {@return what {@code getName()} of the principal returns: {@code name} (the default), {@code subject} or {@code provider:subject}} */
    String principal() default "";

    /** {@return the URL of the keys (RFC 7517) that verify access tokens; default none: they are not verified} */
    String jwksUrl() default "";

    /** {@return the {@code iss} that access tokens must have; default any} */
    String issuer() default "";

    /** {@return an {@code aud} that access tokens must have; default any} */
    String audience() default "";

    /** Several providers on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        /** {@return the providers} */
        CredentialsProvider[] value();
    }
}
