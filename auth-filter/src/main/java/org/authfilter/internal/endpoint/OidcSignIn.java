package org.authfilter.internal.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.authfilter.ErrorCode;
import org.authfilter.internal.endpoint.Submission.MalformedException;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.oidc.AuthorizationRequest;
import org.authfilter.internal.provider.oidc.AuthorizationStart;
import org.authfilter.internal.provider.oidc.AuthorizationStart.NotPrepared;
import org.authfilter.internal.provider.oidc.AuthorizationStart.Prepared;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.session.SignInTransaction;
import org.authfilter.internal.web.RequestKind;
import org.authfilter.internal.web.SessionCookieHeader;
import org.jspecify.annotations.Nullable;

/** {@code /signin/{provider}}: keeps what the answer has to fit to, and sends the browser to the provider. */
final class OidcSignIn {

    private static final Duration SHORT_WHILE = Duration.ofSeconds(1);
    private static final int MOST_CALLS = 2;

    private final EndpointParts parts;
    private final SignIns signIns;

    OidcSignIn(EndpointParts parts, SignIns signIns) {
        this.parts = parts;
        this.signIns = signIns;
    }

    /** The body that answers a call: where to send the browser. */
    public record Done(String url) {}

    void submit(OidcTokenProvider provider, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            Submission submission = Submission.of(request);
            if (parts.sameOrigin().isProven(request, submission.csrfToken(request))) {
                start(provider, request, response, submission.get("callbackUrl"));
            } else {
                parts.refusals().csrfRejected(request, response);
            }
        } catch (MalformedException malformed) {
            parts.refusals().plain(request, response, HttpServletResponse.SC_BAD_REQUEST, "The body can't be read");
        }
    }

    void start(OidcTokenProvider provider, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        start(provider, request, response, Submission.parameter(request, "callbackUrl"));
    }

    private void start(
            OidcTokenProvider provider,
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable String given)
            throws IOException {
        String callback = parts.site().endpoint(request, "/callback/" + provider.name());
        AuthorizationStart start = parts.awaiting()
                .answer(
                        provider.prepare(parts.site().absolute(request, callback), chosen(request)),
                        parts.settings().refresh().tokenRequestTimeout().multipliedBy(MOST_CALLS),
                        NotPrepared::new);
        if (start instanceof Prepared prepared) {
            String callbackUrl = parts.site().callbackUrl(request, given);
            parts.sessions().transactions(request).add(transaction(provider, prepared.request(), callbackUrl));
            SessionCookieHeader.complete(request, response);
            goOn(request, response, prepared.location());
        } else {
            fail(provider, request, response, given, ((NotPrepared) start).failure());
        }
    }

    private static Map<String, String> chosen(HttpServletRequest request) {
        Map<String, String> chosen = new HashMap<>();
        for (String name : OidcTokenProvider.freeParameters()) {
            String value = Submission.parameter(request, name);
            if (value != null && !value.isBlank()) {
                chosen.put(name, value);
            }
        }
        return chosen;
    }

    private SignInTransaction transaction(
            OidcTokenProvider provider, AuthorizationRequest request, @Nullable String callbackUrl) {
        return new SignInTransaction(
                request.state(),
                provider.name(),
                provider.issuer(),
                request.nonce(),
                request.codeVerifier(),
                request.redirectUri(),
                request.maxAge(),
                callbackUrl,
                parts.clock().instant());
    }

    private void goOn(HttpServletRequest request, HttpServletResponse response, String location) throws IOException {
        if (RequestKind.of(request) == RequestKind.PAGE) {
            parts.answers().redirect(response, location);
        } else {
            parts.answers().json(response, HttpServletResponse.SC_OK, new Done(location));
        }
    }

    private void fail(
            OidcTokenProvider provider,
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable String given,
            Failure failure)
            throws IOException {
        ErrorCode error = failure.errorCode(ErrorCode.OAUTH_SIGNIN);
        signIns.failed(provider.name(), failure, error);
        if (RequestKind.of(request) == RequestKind.PAGE) {
            signIns.backToPage(request, response, given, error);
        } else if (failure instanceof Rejected) {
            parts.refusals().problem(request, response, HttpServletResponse.SC_BAD_REQUEST, error);
        } else {
            parts.refusals().serviceUnavailable(request, response, error, SHORT_WHILE);
        }
    }
}
