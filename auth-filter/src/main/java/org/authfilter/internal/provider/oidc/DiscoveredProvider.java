package org.authfilter.internal.provider.oidc;

import org.authfilter.internal.provider.jose.JwtVerifier;

/** An OpenID Provider as one reading of its metadata describes it. Two readings are never equal. */
final class DiscoveredProvider {

    private final ProviderMetadata metadata;
    private final JwtVerifier verifier;

    DiscoveredProvider(ProviderMetadata metadata, JwtVerifier verifier) {
        this.metadata = metadata;
        this.verifier = verifier;
    }

    ProviderMetadata metadata() {
        return metadata;
    }

    /** Verifies with the provider's keys. */
    JwtVerifier verifier() {
        return verifier;
    }
}
