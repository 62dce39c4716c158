package org.authfilter.internal.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider of type {@code credentials}. Pointers are JSON pointers (RFC 6901) into the backend's answer.
 *
 * @param verification how access tokens are verified; {@code null}: not at all
 */
public record CredentialsSettings(
        String name,
        URI loginUrl,
        List<String> loginFields,
        @Nullable URI refreshUrl,
        String refreshField,
        RefreshCarrier refreshCarrier,
        @Nullable URI logoutUrl,
        @Nullable URI profileUrl,
        Pointers pointers,
        ExpiryUnit expiryUnit,
        @Nullable Verification verification)
        implements ProviderSettings {

    /** With whose keys access tokens are verified, and what their {@code iss} and {@code aud} have to be, if anything. */
    public record Verification(
            URI jwksUrl, @Nullable String issuer, @Nullable String audience) {}

    /** Where in the answer each thing stands. */
    public record Pointers(
            String accessToken, String refreshToken, String expiry, String refreshExpiry, String user, String roles) {}
}
