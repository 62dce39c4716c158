package org.authfilter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A provider of type {@code oidc}, any OpenID Provider, on any class of the WAR. Each member but {@link #name()} is the
 * key {@code provider.NAME.KEY} in kebab case; an empty value leaves the key to the other places and to its default.
 * Values may hold <code>${NAME}</code> and <code>${NAME:default}</code>, filled from system properties, then from the
 * environment, so that no secret stands in a class.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OidcProvider.List.class)
public @interface OidcProvider {

    /** The provider's name: lower-case letters, digits and hyphens. */
    String name();

    String issuer() default "";

    String clientId() default "";

    String clientSecret() default "";

    String clientAuth() default "";

    String privateKey() default "";

    String privateKeyId() default "";

    String privateKeyAlg() default "";

    String scope() default "";

    String authorizationParams() default "";

    String[] resource() default {};

    String roles() default "";

    String nameClaim() default "";

    String userinfo() default "";

    String par() default "";

    String revokeOnSignOut() default "";

    /** Holds several providers on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        OidcProvider[] value();
    }
}
