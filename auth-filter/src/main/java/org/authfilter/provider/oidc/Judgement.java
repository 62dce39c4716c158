package org.authfilter.provider.oidc;

import org.authfilter.provider.TokenResult.Unavailable;
import org.authfilter.provider.http.Exchange;
import org.authfilter.provider.http.Exchange.Answer;
import org.authfilter.provider.http.Exchange.Lost;
import org.authfilter.provider.http.Exchange.NotDelivered;
import org.jspecify.annotations.Nullable;

/** What is common to judging answers of an issuer (R9). */
final class Judgement {

    private Judgement() {}

    /** The failure of a call that brought no answer, or an answer that only says "later"; {@code null} otherwise. */
    static @Nullable Unavailable broken(Exchange exchange) {
        if (exchange instanceof NotDelivered failure) {
            return new Unavailable(failure.reason(), false, failure.timedOut(), null);
        }
        if (exchange instanceof Lost failure) {
            return new Unavailable(failure.reason(), true, failure.timedOut(), null);
        }
        Answer answer = (Answer) exchange;
        int status = answer.status();
        boolean notProcessed = status == 429 || status == 503;
        return notProcessed || status == 408 || status >= 500
                ? new Unavailable("HTTP status " + status, !notProcessed, false, answer.retryAfter())
                : null;
    }
}
