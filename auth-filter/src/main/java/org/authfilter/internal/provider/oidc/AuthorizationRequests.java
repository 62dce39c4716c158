package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.PushedRequests;
import org.authfilter.internal.provider.HttpResults;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.jspecify.annotations.Nullable;

/** Prepares authorization requests (OpenID Connect Core 1.0, section 3.1.2.1), pushed ones (RFC 9126) among them. */
record AuthorizationRequests(OidcSettings settings, Discovery discovery, ProviderEndpoints endpoints) {

    /** The parameters that the caller of the sign-in endpoint may choose. */
    static final List<String> FREE = List.of("prompt", "login_hint", "ui_locales", "acr_values", "max_age");

    CompletableFuture<Result<AuthorizationStart>> prepare(String redirectUri, Map<String, String> chosen) {
        return discovery
                .current()
                .thenCompose(discovered -> discovered.then(provider -> prepare(provider, redirectUri, chosen)));
    }

    private CompletableFuture<Result<AuthorizationStart>> prepare(
            DiscoveredProvider provider, String redirectUri, Map<String, String> chosen) {
        Map<String, String> further = further(chosen);
        AuthorizationRequest request = AuthorizationRequest.create(redirectUri, seconds(further.get("max_age")));
        Form form = form(request, further);
        URI pushTo = provider.metadata().pushedRequestEndpoint();
        if (settings.par() == PushedRequests.ALWAYS && pushTo == null) {
            return done(Result.failed(Misconfigured.notProcessed(
                    "par=always, but the issuer does not accept pushed authorization requests")));
        }
        if (settings.par() == PushedRequests.NEVER || pushTo == null) {
            return done(Result.ok(new AuthorizationStart(location(provider, form), request)));
        }
        return endpoints
                .post(provider, ProviderMetadata::pushedRequestEndpoint, pushTo, form)
                .thenApply(outcome ->
                        HttpResults.of(outcome).flatMap(response -> parsePushResponse(response, provider, request)));
    }

    /** What is configured counts before what is chosen, but for a smaller {@code max_age}. */
    private Map<String, String> further(Map<String, String> chosen) {
        Map<String, String> further = new LinkedHashMap<>(settings.authorizationParams());
        if (!settings.requiredAcr().isEmpty()) {
            further.putIfAbsent("acr_values", String.join(" ", settings.requiredAcr()));
        }
        Long chosenAge = seconds(chosen.get("max_age"));
        Long configuredAge = seconds(further.get("max_age"));
        if (chosenAge != null && (configuredAge == null || chosenAge < configuredAge)) {
            further.put("max_age", chosenAge.toString());
        }
        for (String name : List.of("prompt", "acr_values")) {
            if (chosen.containsKey(name)) {
                further.putIfAbsent(name, chosen.get(name));
            }
        }
        for (String name : List.of("login_hint", "ui_locales")) {
            if (chosen.containsKey(name)) {
                further.put(name, chosen.get(name));
            }
        }
        return further;
    }

    private static @Nullable Long seconds(@Nullable String value) {
        return value != null && value.matches("\\d{1,9}") ? Long.valueOf(value) : null;
    }

    private Form form(AuthorizationRequest request, Map<String, String> further) {
        Form form = Form.empty()
                .with("response_type", "code")
                .with("client_id", settings.clientId())
                .with("redirect_uri", request.redirectUri())
                .with("scope", settings.scope())
                .with("state", request.state())
                .with("nonce", request.nonce())
                .with("code_challenge", request.codeChallenge())
                .with("code_challenge_method", "S256")
                .with("response_mode", settings.isFormPost() ? "form_post" : null)
                .withEach("resource", settings.resources());
        for (Map.Entry<String, String> param : further.entrySet()) {
            form = form.with(param.getKey(), param.getValue());
        }
        return form;
    }

    private Result<AuthorizationStart> parsePushResponse(
            Response response, DiscoveredProvider provider, AuthorizationRequest request) {
        if (response.status() / 100 != 2) {
            return Result.failed(pushError(response));
        }
        String requestUri = Claims.parse(response.body())
                .map(json -> json.text("request_uri"))
                .orElse(null);
        if (requestUri == null) {
            return Result.failed(Misconfigured.notProcessed("the pushed request got no request_uri"));
        }
        Form pushed = Form.empty().with("client_id", settings.clientId()).with("request_uri", requestUri);
        return Result.ok(new AuthorizationStart(location(provider, pushed), request));
    }

    /** An invalid request concerns this sign-in only; every other error concerns the client. */
    private static Failure pushError(Response response) {
        String reason = "the pushed authorization request was refused: HTTP status " + response.status()
                + "; par=never does without it";
        return response.status() == 400
                        && Claims.parse(response.body())
                                .map(json -> json.text("error"))
                                .filter("invalid_request"::equals)
                                .isPresent()
                ? new Rejected(reason)
                : Misconfigured.notProcessed(reason);
    }

    private static String location(DiscoveredProvider provider, Form form) {
        String endpoint = provider.metadata().authorizationEndpoint().toString();
        return endpoint + (endpoint.contains("?") ? "&" : "?") + form.encoded();
    }

    private static CompletableFuture<Result<AuthorizationStart>> done(Result<AuthorizationStart> start) {
        return CompletableFuture.completedFuture(start);
    }
}
