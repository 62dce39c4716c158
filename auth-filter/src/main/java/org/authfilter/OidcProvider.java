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

    /** {@return the provider's name} Lower-case letters, digits and hyphens. */
    String name();

    /** {@return the key {@code issuer}} The issuer identifier, exactly as the provider writes it. */
    String issuer() default "";

    /** {@return the key {@code client-id}} The id under which the provider knows this client. */
    String clientId() default "";

    /** {@return the key {@code client-secret}} The client's secret; better a placeholder. */
    String clientSecret() default "";

    /** {@return the key {@code client-auth}} How the application proves to be the client. */
    String clientAuth() default "";

    /** {@return the key {@code private-key}} The key of {@code private_key_jwt}, as PEM text or JWK; better a placeholder. */
    String privateKey() default "";

    /** {@return the key {@code private-key-id}} The {@code kid} of that key. */
    String privateKeyId() default "";

    /** {@return the key {@code private-key-alg}} The algorithm of that key. */
    String privateKeyAlg() default "";

    /** {@return the key {@code scope}} The scopes, separated by spaces. */
    String scope() default "";

    /** {@return the key {@code authorization-params}} Further parameters of authorization requests, {@code NAME=VALUE} joined by {@code &}. */
    String authorizationParams() default "";

    /** {@return the key {@code resource}} Where the tokens are to be used (RFC 8707). */
    String[] resource() default {};

    /** {@return the key {@code roles}} JSON pointer to the roles. */
    String roles() default "";

    /** {@return the key {@code name-claim}} The claim with the user's name. */
    String nameClaim() default "";

    /** {@return the key {@code userinfo}} Whether UserInfo is read. */
    String userinfo() default "";

    /** {@return the key {@code par}} Whether authorization requests are pushed (RFC 9126). */
    String par() default "";

    /** {@return the key {@code revoke-on-sign-out}} Whether the tokens are revoked at a sign-out. */
    String revokeOnSignOut() default "";

    /** Holds several providers on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        /** {@return the providers} */
        OidcProvider[] value();
    }
}
