package org.authfilter.internal.provider.oidc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.token.TokenSet;

/**
 * Revokes a token set (RFC 7009): the refresh token, with which issuers revoke the access tokens of the same grant
 * (section 2.1), or the access token where there is no other.
 */
record TokenRevocation(OidcSettings settings, Discovery discovery, ProviderEndpoints endpoints) {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    CompletableFuture<Void> revoke(TokenSet tokens) {
        return settings.revokeOnSignOut()
                ? discovery
                        .current()
                        .thenCompose(discovered -> discovered.fold(
                                provider -> revoke(provider, tokens),
                                failure -> CompletableFuture.completedFuture(null)))
                : CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<Void> revoke(DiscoveredProvider provider, TokenSet tokens) {
        URI address = provider.metadata().revocationEndpoint();
        if (address == null) {
            return CompletableFuture.completedFuture(null);
        }
        String refreshToken = tokens.refreshToken();
        Form form = Form.empty()
                .with("token", refreshToken == null ? tokens.accessToken() : refreshToken)
                .with("token_type_hint", refreshToken == null ? "access_token" : "refresh_token");
        return endpoints
                .post(provider, ProviderMetadata::revocationEndpoint, address, form)
                .thenAccept(this::log);
    }

    private void log(HttpOutcome outcome) {
        if (!outcome.hasStatus(200, 200)) {
            LOG.log(Level.INFO, "Provider {0}: the tokens could not be revoked", settings.name());
        }
    }
}
