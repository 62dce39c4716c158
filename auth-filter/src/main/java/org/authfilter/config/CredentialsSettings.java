package org.authfilter.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One provider of type {@code credentials}. Pointers are JSON pointers (RFC 6901) into the backend's answer. */
public record CredentialsSettings(
        String name,
        URI loginUrl,
        List<String> loginFields,
        @Nullable URI refreshUrl,
        String refreshField,
        RefreshCarrier refreshCarrier,
        @Nullable URI logoutUrl,
        Pointers pointers,
        ExpiryUnit expiryUnit)
        implements ProviderSettings {

    /** Where in the answer each thing stands. */
    public record Pointers(
            String accessToken, String refreshToken, String expiry, String refreshExpiry, String user, String roles) {}
}
