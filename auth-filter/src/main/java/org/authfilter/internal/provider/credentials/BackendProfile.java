package org.authfilter.internal.provider.credentials;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.NotSent;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.HttpOutcome.ResponseLost;
import org.authfilter.internal.provider.http.IssuerHttpClient;

/** The resource in which a backend describes the bearer of an access token (RFC 6750, section 2.1). */
record BackendProfile(URI address, IssuerHttpClient backChannel) {

    /** What came of reading a profile. */
    sealed interface Reading {}

    /** The profile. */
    record Read(JsonText json) implements Reading {}

    /** It can't be had. */
    record Failed(Transient why) implements Reading {}

    CompletableFuture<Reading> of(String accessToken) {
        return backChannel
                .get(address, Map.of("Accept", "application/json", "Authorization", "Bearer " + accessToken))
                .thenApply(BackendProfile::judge);
    }

    private static Reading judge(HttpOutcome exchange) {
        if (exchange instanceof NotSent failure) {
            return unavailable(failure.reason());
        }
        if (exchange instanceof ResponseLost failure) {
            return unavailable(failure.reason());
        }
        Response answer = (Response) exchange;
        if (answer.status() / 100 == 2) {
            return JsonText.parse(answer.body()).<Reading>map(Read::new).orElse(unavailable("it is not JSON"));
        }
        boolean isBusy = answer.status() >= 500 || answer.status() == 429 || answer.status() == 408;
        return isBusy
                ? unavailable("HTTP status " + answer.status())
                : new Failed(new Misconfigured(reason("HTTP status " + answer.status()), false));
    }

    private static Reading unavailable(String reason) {
        return new Failed(new Unavailable(reason(reason), false, false, null));
    }

    private static String reason(String reason) {
        return "the profile can't be had: " + reason;
    }
}
