package org.authfilter.internal.provider.credentials;

import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.config.LoginCarrier;
import org.authfilter.internal.config.RefreshCarrier;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/** The requests to one backend, in the form that its configuration describes. */
record BackendRequests(CredentialsSettings settings) {

    BackendRequest login(Map<String, ? extends JsonValue> fields) {
        Map<String, JsonValue> all = new LinkedHashMap<>(fields);
        all.putAll(BackendRequest.values(settings.loginParams()));
        return settings.loginCarrier() == LoginCarrier.FORM ? BackendRequest.form(all) : BackendRequest.json(all);
    }

    BackendRequest refresh(String refreshToken, String accessToken) {
        BackendRequest request = carry(refreshToken, accessToken);
        return switch (settings.refreshCarrier()) {
            case BEARER -> request.withBearer(refreshToken);
            case HEADER -> request.withHeader(settings.refreshField(), refreshToken);
            case JSON, FORM -> request;
        };
    }

    /** With the refresh token if there is one, in the form of a refresh; the bearer is always the access token. */
    BackendRequest logout(TokenSet tokens) {
        String refreshToken = tokens.refreshToken();
        BackendRequest request = carry(refreshToken, tokens.accessToken());
        BackendRequest withHeader = refreshToken != null && settings.refreshCarrier() == RefreshCarrier.HEADER
                ? request.withHeader(settings.refreshField(), refreshToken)
                : request;
        return withHeader.withBearer(tokens.accessToken());
    }

    private BackendRequest carry(@Nullable String refreshToken, String accessToken) {
        RefreshCarrier carrier = settings.refreshCarrier();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (refreshToken != null && (carrier == RefreshCarrier.JSON || carrier == RefreshCarrier.FORM)) {
            members.put(settings.refreshField(), BackendRequest.string(refreshToken));
        }
        String accessField = settings.refreshAccessField();
        if (accessField != null) {
            members.put(accessField, BackendRequest.string(accessToken));
        }
        members.putAll(BackendRequest.values(settings.refreshParams()));
        return carrier == RefreshCarrier.FORM ? BackendRequest.form(members) : BackendRequest.json(members);
    }
}
