package org.authfilter.internal.provider.oidc;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.PushedRequests;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.oidc.AuthorizationStart.NotPrepared;
import org.authfilter.internal.provider.oidc.AuthorizationStart.Prepared;
import org.authfilter.internal.provider.oidc.Discovered.Known;
import org.authfilter.internal.provider.oidc.Discovered.Unknown;
import org.jspecify.annotations.Nullable;

/** Prepares authorization requests (OpenID Connect Core 1.0, section 3.1.2.1), pushed ones (RFC 9126) among them. */
record AuthorizationRequests(OidcSettings settings, Discovery discovery, ProviderEndpoints calls) {

    /** The parameters that whoever starts a sign-in may choose. */
    static final List<String> FREE = List.of("prompt", "login_hint", "ui_locales", "acr_values", "max_age");

    CompletableFuture<AuthorizationStart> prepare(String redirectUri, Map<String, String> chosen) {
        return discovery
                .current()
                .thenCompose(discovered -> discovered instanceof Known known
                        ? prepare(known, redirectUri, chosen)
                        : done(new NotPrepared(((Unknown) discovered).failure())));
    }

    private CompletableFuture<AuthorizationStart> prepare(Known known, String redirectUri, Map<String, String> chosen) {
        Map<String, String> further = new LinkedHashMap<>(settings.authorizationParams());
        FREE.stream().filter(chosen::containsKey).forEach(name -> further.put(name, chosen.get(name)));
        AuthorizationRequest request = AuthorizationRequest.create(redirectUri, maxAge(further));
        Form form = form(request, further);
        URI pushTo = known.metadata().pushedRequestEndpoint();
        if (settings.par() == PushedRequests.ALWAYS && pushTo == null) {
            return done(new NotPrepared(
                    new Misconfigured("par=always, but the issuer takes no pushed authorization requests", false)));
        }
        if (settings.par() == PushedRequests.NEVER || pushTo == null) {
            return done(new Prepared(location(known, form), request));
        }
        return calls.post(known, ProviderMetadata::pushedRequestEndpoint, pushTo, form)
                .thenApply(exchange -> judgePush(exchange, known, request));
    }

    /** What can't be read as seconds asks for nothing. */
    private static @Nullable Long maxAge(Map<String, String> further) {
        String said = further.get("max_age");
        if (said != null && said.matches("\\d{1,9}")) {
            return Long.valueOf(said);
        }
        further.remove("max_age");
        return null;
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
                .withEach("resource", settings.resources());
        for (Map.Entry<String, String> param : further.entrySet()) {
            form = form.with(param.getKey(), param.getValue());
        }
        return form;
    }

    private AuthorizationStart judgePush(HttpOutcome exchange, Known known, AuthorizationRequest request) {
        Unavailable broken = Judgement.broken(exchange);
        if (broken != null) {
            return new NotPrepared(broken);
        }
        Response answer = (Response) exchange;
        if (answer.status() / 100 != 2) {
            return new NotPrepared(refusal(answer));
        }
        String requestUri = Claims.parse(answer.body())
                .map(json -> json.text("request_uri"))
                .orElse(null);
        if (requestUri == null) {
            return new NotPrepared(new Misconfigured("the pushed request got no request_uri", false));
        }
        Form pushed = Form.empty().with("client_id", settings.clientId()).with("request_uri", requestUri);
        return new Prepared(location(known, pushed), request);
    }

    /** A client that is refused is the operator's business; another refusal is about this one request. */
    private static Failure refusal(Response answer) {
        String reason = "the pushed authorization request was refused: HTTP status " + answer.status();
        return answer.status() == 400
                        && Claims.parse(answer.body())
                                .map(json -> json.text("error"))
                                .filter("invalid_request"::equals)
                                .isPresent()
                ? new Rejected(reason)
                : new Misconfigured(reason, false);
    }

    private static String location(Known known, Form form) {
        String endpoint = known.metadata().authorizationEndpoint().toString();
        return endpoint + (endpoint.contains("?") ? "&" : "?") + form.encoded();
    }

    private static CompletableFuture<AuthorizationStart> done(AuthorizationStart start) {
        return CompletableFuture.completedFuture(start);
    }
}
