package org.authfilter.internal.config;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One provider of type {@code credentials}. {@link CredentialsKeys} documents each key. */
public final class CredentialsSettings extends ProviderSettings {

    CredentialsSettings(String name, Values values) {
        super(name, ProviderKind.CREDENTIALS, values);
    }

    public URI loginUrl() {
        return values.get(CredentialsKeys.LOGIN_URL);
    }

    public List<String> loginFields() {
        return values.get(CredentialsKeys.LOGIN_FIELDS);
    }

    public @Nullable URI refreshUrl() {
        return values.find(CredentialsKeys.REFRESH_URL);
    }

    public String refreshField() {
        return values.get(CredentialsKeys.REFRESH_FIELD);
    }

    public RefreshCarrier refreshCarrier() {
        return values.get(CredentialsKeys.REFRESH_CARRIER);
    }

    public @Nullable URI logoutUrl() {
        return values.find(CredentialsKeys.LOGOUT_URL);
    }

    public @Nullable URI profileUrl() {
        return values.find(CredentialsKeys.PROFILE_URL);
    }

    @Override
    public PrincipalName principal() {
        return values.get(CredentialsKeys.PRINCIPAL);
    }

    public ExpiryUnit expiryUnit() {
        return values.get(CredentialsKeys.EXPIRY_UNIT);
    }

    /** JSON pointers (RFC 6901) into the backend's response. Without {@code roles} they are a member of the user. */
    public Pointers pointers() {
        String user = values.get(CredentialsKeys.USER);
        return new Pointers(
                values.get(CredentialsKeys.ACCESS_TOKEN),
                values.get(CredentialsKeys.REFRESH_TOKEN),
                values.get(CredentialsKeys.EXPIRY),
                values.get(CredentialsKeys.REFRESH_EXPIRY),
                user,
                values.orElse(CredentialsKeys.ROLES, user + "/roles"));
    }

    /** How access tokens are verified; {@code null}: they are not. */
    public @Nullable Verification verification() {
        URI jwksUrl = values.find(CredentialsKeys.JWKS_URL);
        return jwksUrl == null
                ? null
                : new Verification(jwksUrl, values.find(CredentialsKeys.ISSUER), values.find(CredentialsKeys.AUDIENCE));
    }

    @Override
    public void accept(Consumer<CredentialsSettings> credentials, Consumer<OidcSettings> oidc) {
        credentials.accept(this);
    }

    /** The keys that verify access tokens, and the {@code iss} and {@code aud} that these must have, if any. */
    public record Verification(
            URI jwksUrl, @Nullable String issuer, @Nullable String audience) {}

    /** The JSON pointer of each value in the response. */
    public record Pointers(
            String accessToken, String refreshToken, String expiry, String refreshExpiry, String user, String roles) {}
}
