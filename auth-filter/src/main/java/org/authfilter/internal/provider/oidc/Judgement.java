package org.authfilter.internal.provider.oidc;

import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.NotSent;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.HttpOutcome.ResponseLost;
import org.jspecify.annotations.Nullable;

/** What is common to judging answers of an issuer (R9). */
final class Judgement {

    private Judgement() {}

    /** The failure of a call that brought no answer, or an answer that only says "later"; {@code null} otherwise. */
    static @Nullable Unavailable broken(HttpOutcome exchange) {
        if (exchange instanceof NotSent failure) {
            return new Unavailable(failure.reason(), false, failure.timedOut(), null);
        }
        if (exchange instanceof ResponseLost failure) {
            return new Unavailable(failure.reason(), true, failure.timedOut(), null);
        }
        Response answer = (Response) exchange;
        int status = answer.status();
        boolean notProcessed = status == 429 || status == 503;
        return notProcessed || status == 408 || status >= 500
                ? new Unavailable("HTTP status " + status, !notProcessed, false, answer.retryAfter())
                : null;
    }
}
