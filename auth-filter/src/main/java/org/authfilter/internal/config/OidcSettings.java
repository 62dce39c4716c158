package org.authfilter.internal.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One provider of type {@code oidc}.
 *
 * @param issuer the issuer identifier, exactly as the provider writes it
 * @param authorizationParams further parameters of each authorization request
 * @param resources where the tokens are to be used (RFC 8707)
 * @param roles JSON pointer (RFC 6901) to the roles; {@code null}: the user has none
 */
public record OidcSettings(
        String name,
        String issuer,
        String clientId,
        OidcClientAuth clientAuth,
        String scope,
        Map<String, String> authorizationParams,
        List<String> resources,
        @Nullable String roles,
        String nameClaim,
        boolean userinfo,
        PushedRequests par,
        boolean revokeOnSignOut)
        implements ProviderSettings {}
