package org.authfilter.internal.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.authfilter.internal.config.OidcClientAuth.None;
import org.authfilter.internal.config.OidcClientAuth.PrivateKeyJwt;
import org.authfilter.internal.config.OidcClientAuth.SecretBasic;
import org.authfilter.internal.config.OidcClientAuth.SecretPost;
import org.jspecify.annotations.Nullable;

/** One provider of type {@code oidc}. {@link OidcKeys} documents each key. */
public final class OidcSettings extends ProviderSettings {

    OidcSettings(String name, Values values) {
        super(name, ProviderKind.OIDC, values);
    }

    /** The issuer identifier, exactly as the provider writes it. */
    public String issuer() {
        return values.get(OidcKeys.ISSUER);
    }

    public String clientId() {
        return values.get(OidcKeys.CLIENT_ID);
    }

    public OidcClientAuth clientAuth() {
        return switch (values.get(OidcKeys.CLIENT_AUTH)) {
            case CLIENT_SECRET_BASIC -> new SecretBasic(values.get(OidcKeys.CLIENT_SECRET));
            case CLIENT_SECRET_POST -> new SecretPost(values.get(OidcKeys.CLIENT_SECRET));
            case PRIVATE_KEY_JWT -> privateKeyJwt(values.get(OidcKeys.PRIVATE_KEY));
            case NONE -> new None();
        };
    }

    private OidcClientAuth privateKeyJwt(OidcPrivateKey key) {
        String id = values.find(OidcKeys.PRIVATE_KEY_ID);
        return new PrivateKeyJwt(key.key(), id == null ? key.id() : id, values.get(OidcKeys.PRIVATE_KEY_ALG));
    }

    public String scope() {
        return values.get(OidcKeys.SCOPE);
    }

    /** Further parameters of each authorization request. */
    public Map<String, String> authorizationParams() {
        return values.orElse(OidcKeys.AUTHORIZATION_PARAMS, Map.of());
    }

    /** The {@code resource} parameters (RFC 8707). */
    public List<String> resources() {
        return values.orElse(OidcKeys.RESOURCE, List.of());
    }

    /** JSON pointer (RFC 6901) to the roles; {@code null}: the user has none. */
    public @Nullable String roles() {
        return values.find(OidcKeys.ROLES);
    }

    public String nameClaim() {
        return values.get(OidcKeys.NAME_CLAIM);
    }

    public UserInfoMode userinfo() {
        return values.get(OidcKeys.USERINFO);
    }

    @Override
    public PrincipalName principal() {
        return values.get(OidcKeys.PRINCIPAL);
    }

    /** The address of the discovery document; {@code null}: below the issuer. */
    public @Nullable URI discoveryUrl() {
        return values.find(OidcKeys.DISCOVERY_URL);
    }

    /** The {@code acr} values of which an ID token needs one; empty: any will do. */
    public List<String> requiredAcr() {
        return values.orElse(OidcKeys.REQUIRED_ACR, List.of());
    }

    /** Further audiences that an ID token may have. */
    public List<String> trustedAudiences() {
        return values.orElse(OidcKeys.TRUSTED_AUDIENCES, List.of());
    }

    /** The algorithms (RFC 7518) that the provider's tokens may be signed with. */
    public List<String> signingAlgs() {
        return values.get(OidcKeys.SIGNING_ALGS);
    }

    public PushedRequests par() {
        return values.get(OidcKeys.PAR);
    }

    public boolean revokeOnSignOut() {
        return values.get(OidcKeys.REVOKE_ON_SIGN_OUT);
    }

    /** Whether the browser posts authorization responses (OAuth 2.0 Form Post Response Mode). */
    public boolean isFormPost() {
        return values.get(OidcKeys.FORM_POST);
    }

    /** Whether a sign-out leads the browser to the provider. */
    public boolean visitsAtSignOut() {
        return values.get(OidcKeys.SIGN_OUT_VISIT);
    }

    /** The parameters of that visit; empty: those of the standard. */
    public Map<String, String> signOutParams() {
        return values.orElse(OidcKeys.SIGN_OUT_PARAMS, Map.of());
    }

    @Override
    public void accept(Consumer<CredentialsSettings> credentials, Consumer<OidcSettings> oidc) {
        oidc.accept(this);
    }
}
