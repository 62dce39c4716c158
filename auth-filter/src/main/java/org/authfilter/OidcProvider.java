package org.authfilter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A provider of type {@code oidc}, any OpenID Provider, on any class of the WAR. Each member but {@link #name()} is the
 * key {@code provider.NAME.KEY} in kebab case. An empty value leaves the key to the other sources and to its default.
 * Values may contain <code>${NAME}</code> and <code>${NAME:default}</code>, filled from system properties, then from the
 * environment; so no secret has to be in a class. An invalid value fails the deployment.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(OidcProvider.List.class)
public @interface OidcProvider {

    /** {@return the provider's name: lower-case letters, digits and hyphens} */
    String name();

    /** {@return the issuer, exactly as the provider writes it; required here or in another source} */
    String issuer() default "";

    /** {@return the address of the discovery document; default: below the issuer} */
    String discoveryUrl() default "";

    /** {@return the id under which the provider knows this client; required here or in another source} */
    String clientId() default "";

    /** {@return the client's secret, better a placeholder; required unless {@code clientAuth} needs none} */
    String clientSecret() default "";

    /**
     * {@return {@code client_secret_basic}, which is the default, {@code client_secret_post},
     *     {@code private_key_jwt} or {@code none}}
     */
    String clientAuth() default "";

    /** {@return the key of {@code private_key_jwt} as PEM text or JWK, better a placeholder} */
    String privateKey() default "";

    /** {@return the {@code kid} of that key; default that of the JWK} */
    String privateKeyId() default "";

    /** {@return the algorithm of that key; default {@code RS256}} */
    String privateKeyAlg() default "";

    /** {@return the scopes, separated by spaces; default {@code openid profile email}} */
    String scope() default "";

    /** {@return further parameters of authorization requests, {@code NAME=VALUE} joined by {@code &}; default none} */
    String authorizationParams() default "";

    /** {@return how the authorization response comes back: {@code query}, which is the default, or {@code form_post}} */
    String responseMode() default "";

    /** {@return the {@code resource} parameters (RFC 8707): where the tokens are used; default: not sent} */
    String[] resource() default {};

    /** {@return JSON pointer (RFC 6901) to the roles; default: the user has no roles} */
    String roles() default "";

    /** {@return the claim with the user's name; default {@code preferred_username}} */
    String nameClaim() default "";

    /** {@return what {@code getName()} of the principal returns: {@code name} (the default), {@code subject} or {@code provider:subject}} */
    String principal() default "";

    /** {@return the accepted {@code acr} values: the ID token of a sign-in needs one of them; default: any} */
    String[] requiredAcr() default {};

    /** {@return the audiences besides the client id that an ID token may have; default: none} */
    String[] trustedAudiences() default {};

    /** {@return the algorithms that the provider's tokens may be signed with; default: {@code RS256} … {@code EdDSA}} */
    String[] signingAlgs() default {};

    /** {@return whether UserInfo is read: {@code auto}, which is the default, {@code true} or {@code false}} */
    String userinfo() default "";

    /**
     * {@return whether authorization requests are pushed (RFC 9126): {@code auto}, which is the default,
     *     {@code always} or {@code never}}
     */
    String par() default "";

    /** {@return whether the tokens are revoked at a sign-out; default {@code true}} */
    String revokeOnSignOut() default "";

    /** {@return whether a sign-out leads to the provider: {@code auto}, which is the default, or {@code never}} */
    String signOutVisit() default "";

    /**
     * {@return the parameters of that visit instead of those of the standard, {@code NAME=VALUE} joined by {@code &};
     *     <code>{returnUrl}</code> and <code>{clientId}</code> are filled in}
     */
    String signOutParams() default "";

    /** Several providers on one class. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface List {
        /** {@return the providers} */
        OidcProvider[] value();
    }
}
