package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.authfilter.internal.config.ProviderKind;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.web.CsrfCookie;

/** {@code /csrf} and {@code /providers}: what a client needs to know before it signs in. */
final class ClientInfo {

    private final EndpointParts parts;

    ClientInfo(EndpointParts parts) {
        this.parts = parts;
    }

    void csrf(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = CsrfCookie.tokenOf(request, response, parts.site());
        parts.answers().json(response, HttpServletResponse.SC_OK, Map.of("csrfToken", token));
    }

    void providers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Map<String, String>> providers = new LinkedHashMap<>();
        for (CredentialsTokenProvider provider : parts.providers().credentials()) {
            providers.put(provider.name(), describe(request, provider.name(), ProviderKind.CREDENTIALS));
        }
        for (OidcTokenProvider provider : parts.providers().oidc()) {
            providers.put(provider.name(), describe(request, provider.name(), ProviderKind.OIDC));
        }
        parts.answers().json(response, HttpServletResponse.SC_OK, providers);
    }

    private Map<String, String> describe(HttpServletRequest request, String name, ProviderKind kind) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("id", name);
        described.put("name", name);
        described.put("type", kind.wireName());
        described.put("signinUrl", parts.site().endpoint(request, "/signin/" + name));
        described.put("callbackUrl", parts.site().endpoint(request, "/callback/" + name));
        return described;
    }
}
