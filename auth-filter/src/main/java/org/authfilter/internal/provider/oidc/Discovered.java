package org.authfilter.internal.provider.oidc;

import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.jose.JwtVerifier;

/** What came of asking an issuer about itself. */
sealed interface Discovered {

    /** The issuer's endpoints, and a verifier with its keys. */
    record Known(ProviderMetadata metadata, JwtVerifier verifier) implements Discovered {}

    /** Nothing is known, so nothing can be asked of this issuer now. */
    record Unknown(Failure failure) implements Discovered {}
}
