package org.authfilter.internal.provider.credentials;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.provider.HttpResults;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.IssuerHttpClient;

/** The resource in which a backend describes the bearer of an access token (RFC 6750, section 2.1). */
record BackendProfile(URI address, IssuerHttpClient http) {

    CompletableFuture<Result<JsonText>> read(String accessToken) {
        return http.get(address, Map.of("Accept", "application/json", "Authorization", "Bearer " + accessToken))
                .thenApply(outcome -> HttpResults.of(outcome)
                        .fold(BackendProfile::parse, failure -> Result.failed(notRead(failure.reason()))));
    }

    private static Result<JsonText> parse(Response response) {
        if (response.status() / 100 != 2) {
            return Result.failed(Misconfigured.notProcessed(reason("HTTP status " + response.status())));
        }
        return JsonText.parse(response.body())
                .map(Result::ok)
                .orElseGet(() -> Result.failed(notRead("the response is not JSON")));
    }

    private static Failure notRead(String reason) {
        return Unavailable.notProcessed(reason(reason));
    }

    private static String reason(String reason) {
        return "the profile can't be read: " + reason;
    }
}
