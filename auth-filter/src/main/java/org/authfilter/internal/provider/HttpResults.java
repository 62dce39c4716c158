package org.authfilter.internal.provider;

import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;

/** Turns the outcomes of HTTP requests into results (R9). */
public final class HttpResults {

    private HttpResults() {}

    /** The response, whatever its status; {@link Unavailable} if the issuer sent none that tells anything. */
    public static Result<Response> of(HttpOutcome outcome) {
        return outcome.fold(
                Result::ok,
                lost -> Result.failed(new Unavailable(lost.reason(), false, lost.cause(), lost.retryAfter())),
                lost -> Result.failed(new Unavailable(lost.reason(), true, lost.cause(), lost.retryAfter())));
    }
}
