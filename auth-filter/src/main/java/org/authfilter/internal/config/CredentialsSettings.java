package org.authfilter.internal.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

    public LoginCarrier loginCarrier() {
        return values.get(CredentialsKeys.LOGIN_CARRIER);
    }

    /** The fields that may stay empty. */
    public List<String> optionalFields() {
        return values.orElse(CredentialsKeys.OPTIONAL_FIELDS, List.of());
    }

    /** All fields of the sign-in form, optional ones among them, in their order. */
    public List<String> formFields() {
        return Stream.concat(loginFields().stream(), optionalFields().stream())
                .distinct()
                .toList();
    }

    /** The fields that are neither shown nor filled in. */
    public List<String> secretFields() {
        List<String> fields = loginFields();
        return values.orElse(CredentialsKeys.SECRET_FIELDS, fields.subList(1, fields.size()));
    }

    public Map<String, String> loginParams() {
        return values.orElse(CredentialsKeys.LOGIN_PARAMS, Map.of());
    }

    public @Nullable URI refreshUrl() {
        URI configured = values.find(CredentialsKeys.REFRESH_URL);
        return configured == null && values.get(CredentialsKeys.PRESET) == Preset.OAUTH2 ? loginUrl() : configured;
    }

    public Map<String, String> refreshParams() {
        return values.orElse(CredentialsKeys.REFRESH_PARAMS, Map.of());
    }

    public @Nullable String refreshAccessField() {
        return values.find(CredentialsKeys.REFRESH_ACCESS_FIELD);
    }

    public RefreshedToken refreshSend() {
        return values.get(CredentialsKeys.REFRESH_SEND);
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

    /**
     * JSON pointers (RFC 6901) into the backend's response. Without {@code user-name}, {@code user-email} and {@code roles}
     * these are members of the user.
     */
    public Pointers pointers() {
        return new Pointers(
                values.get(CredentialsKeys.ACCESS_TOKEN),
                values.get(CredentialsKeys.REFRESH_TOKEN),
                values.get(CredentialsKeys.EXPIRY),
                values.get(CredentialsKeys.REFRESH_EXPIRY),
                values.get(CredentialsKeys.USER),
                values.orElse(CredentialsKeys.USER_NAME, List.of()),
                values.orElse(CredentialsKeys.USER_EMAIL, List.of()),
                values.orElse(CredentialsKeys.ROLES, List.of()),
                values.get(CredentialsKeys.ROLE_NAME));
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

    /**
     * Where each value is in the response; of several pointers the first that points to something counts.
     *
     * @param userName empty: a member of the user; the same holds for {@code userEmail} and {@code roles}
     * @param roleName the members that name a role
     */
    public record Pointers(
            List<String> accessToken,
            List<String> refreshToken,
            List<String> expiry,
            List<String> refreshExpiry,
            List<String> user,
            List<String> userName,
            List<String> userEmail,
            List<String> roles,
            List<String> roleName) {}
}
