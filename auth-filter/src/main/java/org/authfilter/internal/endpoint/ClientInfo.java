package org.authfilter.internal.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.authfilter.internal.config.ProviderKind;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.web.CsrfCookie;

/** {@code /csrf} and {@code /providers}: the data that a client needs before it can sign in. */
final class ClientInfo {

    private final Providers providers;

    ClientInfo(Providers providers) {
        this.providers = providers;
    }

    void csrf(EndpointContext ctx) throws IOException {
        String token = CsrfCookie.tokenOf(ctx.request(), ctx.response(), ctx.site());
        ctx.json(Map.of("csrfToken", token));
    }

    void providers(EndpointContext ctx) throws IOException {
        Map<String, Map<String, String>> body = new LinkedHashMap<>();
        for (CredentialsTokenProvider provider : providers.credentials()) {
            body.put(provider.name(), description(ctx, provider.name(), ProviderKind.CREDENTIALS));
        }
        for (OidcTokenProvider provider : providers.oidc()) {
            body.put(provider.name(), description(ctx, provider.name(), ProviderKind.OIDC));
        }
        ctx.json(body);
    }

    private static Map<String, String> description(EndpointContext ctx, String name, ProviderKind kind) {
        Map<String, String> description = new LinkedHashMap<>();
        description.put("id", name);
        description.put("name", name);
        description.put("type", kind.wireName());
        description.put("signinUrl", ctx.endpoint("/signin/" + name));
        description.put("callbackUrl", ctx.endpoint("/callback/" + name));
        return description;
    }
}
