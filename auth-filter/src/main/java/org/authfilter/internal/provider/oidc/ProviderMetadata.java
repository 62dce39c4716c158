package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.authfilter.internal.common.HostAndPort;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of an issuer (OpenID Connect Discovery 1.0, section 3; RFC 8414). An endpoint that it does not offer is
 * {@code null}.
 *
 * @param announcesIssuer whether its authorization responses carry {@code iss} (RFC 9207)
 */
record ProviderMetadata(
        String issuer,
        URI authorizationEndpoint,
        URI tokenEndpoint,
        URI jwksUri,
        @Nullable URI userinfoEndpoint,
        @Nullable URI revocationEndpoint,
        @Nullable URI endSessionEndpoint,
        @Nullable URI pushedRequestEndpoint,
        boolean announcesIssuer) {

    /**
     * Empty if an endpoint that every sign-in needs is missing. If the issuer has TLS, an endpoint without TLS counts as
     * missing, since secrets are sent to it.
     */
    static Optional<ProviderMetadata> of(Claims document) {
        String issuer = document.text("issuer");
        URI authorization = address(document, "authorization_endpoint");
        URI token = address(document, "token_endpoint");
        URI jwks = address(document, "jwks_uri");
        if (issuer == null || authorization == null || token == null || jwks == null) {
            return Optional.empty();
        }
        return Optional.of(new ProviderMetadata(
                issuer,
                authorization,
                token,
                jwks,
                address(document, "userinfo_endpoint"),
                address(document, "revocation_endpoint"),
                address(document, "end_session_endpoint"),
                address(document, "pushed_authorization_request_endpoint"),
                document.isTrue("authorization_response_iss_parameter_supported")));
    }

    private static @Nullable URI address(Claims document, String name) {
        String text = document.text(name);
        try {
            URI uri = new URI(text == null ? "" : text);
            return isAllowed(uri.getScheme(), document.text("issuer"))
                            && HostAndPort.of(uri).isPresent()
                    ? uri
                    : null;
        } catch (URISyntaxException notAnAddress) {
            return null;
        }
    }

    private static boolean isAllowed(@Nullable String scheme, @Nullable String issuer) {
        return "https".equals(scheme) || ("http".equals(scheme) && issuer != null && issuer.startsWith("http:"));
    }
}
