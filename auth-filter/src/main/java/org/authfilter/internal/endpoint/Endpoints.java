package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.web.ErrorResponses;
import org.authfilter.internal.web.RequestGuard;

/** All paths below {@code /auth}. */
public final class Endpoints implements RequestGuard.EndpointDispatcher {

    private final Map<String, Map<String, Endpoint>> methodsByPath = new LinkedHashMap<>();
    private final ErrorResponses refusals;

    public Endpoints(EndpointParts parts) {
        this.refusals = parts.refusals();
        SignIns signIns = new SignIns(parts);
        OidcSignIn oidcSignIn = new OidcSignIn(parts, signIns);
        SessionStatus sessionStatus = new SessionStatus(parts);
        SignOut signOut = new SignOut(parts);
        ClientInfo discovery = new ClientInfo(parts);
        methodsByPath.put("/signin", Map.of("GET", new SignInPage(parts, oidcSignIn)));
        for (CredentialsTokenProvider provider : parts.providers().credentials()) {
            methodsByPath.put(
                    "/signin/" + provider.name(), Map.of("POST", new CredentialsSignIn(parts, signIns, provider)));
        }
        for (OidcTokenProvider provider : parts.providers().oidc()) {
            add(provider, parts, signIns, oidcSignIn);
        }
        methodsByPath.put("/session", Map.of("GET", sessionStatus::report, "POST", sessionStatus::refresh));
        methodsByPath.put("/signout", Map.of("GET", signOut::confirm, "POST", signOut::signOut));
        methodsByPath.put("/signout/continue", Map.of("GET", signOut::visitProvider));
        methodsByPath.put("/signout/callback", Map.of("GET", signOut::comeBack));
        methodsByPath.put("/csrf", Map.of("GET", discovery::csrf));
        methodsByPath.put("/providers", Map.of("GET", discovery::providers));
        methodsByPath.put("/client.js", Map.of("GET", new ClientModule("client.js", "text/javascript")));
        methodsByPath.put("/client.d.ts", Map.of("GET", new ClientModule("client.d.ts", "text/plain")));
    }

    private void add(OidcTokenProvider provider, EndpointParts parts, SignIns signIns, OidcSignIn signIn) {
        String name = "/" + provider.name();
        ProviderLogout logout = new ProviderLogout(parts, provider);
        methodsByPath.put(
                "/signin" + name,
                Map.of(
                        "GET", (request, response) -> signIn.start(provider, request, response),
                        "POST", (request, response) -> signIn.submit(provider, request, response)));
        methodsByPath.put("/callback" + name, Map.of("GET", new OidcCallback(parts, signIns, provider)));
        methodsByPath.put("/backchannel-logout" + name, Map.of("POST", logout::backChannel));
        methodsByPath.put("/frontchannel-logout" + name, Map.of("GET", logout::frontChannel));
    }

    @Override
    public void serve(HttpServletRequest request, HttpServletResponse response, String below)
            throws IOException, ServletException {
        Map<String, Endpoint> methods = methodsByPath.get(below);
        if (methods == null) {
            refusals.plain(request, response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here");
            return;
        }
        Endpoint endpoint = methods.get(request.getMethod().equals("HEAD") ? "GET" : request.getMethod());
        if (endpoint == null) {
            response.setHeader("Allow", String.join(", ", methods.keySet()));
            refusals.plain(
                    request, response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "This method is not allowed here");
            return;
        }
        endpoint.serve(request, response);
    }
}
