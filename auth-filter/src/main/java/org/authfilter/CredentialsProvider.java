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

    /** The provider's name: lower-case letters, digits and hyphens. */
    String name();

    String loginUrl() default "";

    String[] loginFields() default {};

    String refreshUrl() default "";

    String refreshField() default "";

    String refreshCarrier() default "";

    String logoutUrl() default "";

    String profileUrl() default "";

    String accessToken() default "";

    String refreshToken() default "";

    String expiry() default "";

    String refreshExpiry() default "";

    String expiryUnit() default "";

    String user() default "";

    String roles() default "";

    String jwksUrl() default "";

    String issuer() default "";

    String audience() default "";

    /** Holds several providers on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        CredentialsProvider[] value();
    }
}
