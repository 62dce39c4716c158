package org.authfilter.provider.credentials;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.authfilter.provider.TokenResult.Misconfigured;
import org.authfilter.provider.TokenResult.Postponed;
import org.authfilter.provider.TokenResult.Unavailable;
import org.authfilter.provider.http.BackChannel;
import org.authfilter.provider.http.Exchange;
import org.authfilter.provider.http.Exchange.Answer;
import org.authfilter.provider.http.Exchange.Lost;
import org.authfilter.provider.http.Exchange.NotDelivered;

/** The resource in which a backend describes the bearer of an access token (RFC 6750, section 2.1). */
record Profile(URI address, BackChannel backChannel) {

    /** What came of reading a profile. */
    sealed interface Reading {}

    /** The profile. */
    record Read(JsonText json) implements Reading {}

    /** It can't be had. */
    record Failed(Postponed why) implements Reading {}

    CompletableFuture<Reading> of(String accessToken) {
        return backChannel
                .get(address, Map.of("Accept", "application/json", "Authorization", "Bearer " + accessToken))
                .thenApply(Profile::judge);
    }

    private static Reading judge(Exchange exchange) {
        if (exchange instanceof NotDelivered failure) {
            return unavailable(failure.reason());
        }
        if (exchange instanceof Lost failure) {
            return unavailable(failure.reason());
        }
        Answer answer = (Answer) exchange;
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
