package org.authfilter.internal.provider.http;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcome of an HTTP request. The type tells whether the server may have processed it (RFC 9110, section 9.2.2). */
public sealed interface HttpOutcome {

    /** The state of the server, as a missing or refusing response shows it. */
    enum Cause {
        /** There was no connection, or no complete response before the deadline: the server serves no client. */
        UNREACHABLE,
        /** The server responded with 408, 429 or 5xx. */
        SERVER_ERROR,
        /** Nothing about the server itself. */
        OTHER
    }

    /** A complete response that the server processed the request for, or refused it. */
    record Response(int status, String body) implements HttpOutcome {

        @Override
        public <R> R fold(
                Function<? super Response, ? extends R> ifResponse,
                Function<? super NotProcessed, ? extends R> ifNotProcessed,
                Function<? super MaybeProcessed, ? extends R> ifMaybeProcessed) {
            return ifResponse.apply(this);
        }

        /** Without the body, which may contain tokens. */
        @Override
        public String toString() {
            return "Response[status=" + status + "]";
        }
    }

    /**
     * The server did not process the request: there was no connection, or it responded with 429 or 503.
     *
     * @param retryAfter the wait that the server asked for (RFC 9110, section 10.2.3); {@code null}: none
     */
    record NotProcessed(
            String reason, Cause cause, @Nullable Duration retryAfter) implements HttpOutcome {

        @Override
        public <R> R fold(
                Function<? super Response, ? extends R> ifResponse,
                Function<? super NotProcessed, ? extends R> ifNotProcessed,
                Function<? super MaybeProcessed, ? extends R> ifMaybeProcessed) {
            return ifNotProcessed.apply(this);
        }
    }

    /**
     * The server may have processed the request: no complete response came, or one with 408 or another 5xx.
     *
     * @param retryAfter the wait that the server asked for; {@code null}: none
     */
    record MaybeProcessed(
            String reason, Cause cause, @Nullable Duration retryAfter) implements HttpOutcome {

        @Override
        public <R> R fold(
                Function<? super Response, ? extends R> ifResponse,
                Function<? super NotProcessed, ? extends R> ifNotProcessed,
                Function<? super MaybeProcessed, ? extends R> ifMaybeProcessed) {
            return ifMaybeProcessed.apply(this);
        }
    }

    /** Applies the function of this outcome's type. */
    <R> R fold(
            Function<? super Response, ? extends R> ifResponse,
            Function<? super NotProcessed, ? extends R> ifNotProcessed,
            Function<? super MaybeProcessed, ? extends R> ifMaybeProcessed);

    /** Whether this is a response with one of these status codes. */
    default boolean hasStatus(int first, int last) {
        return this instanceof Response response && response.status() >= first && response.status() <= last;
    }

    /** The request was not sent, for a reason of this side. */
    static HttpOutcome notSent(String reason) {
        return new NotProcessed(reason, Cause.OTHER, null);
    }

    /** The request was not sent: the server accepted no connection before the deadline. */
    static HttpOutcome notConnected(String reason) {
        return new NotProcessed(reason, Cause.UNREACHABLE, null);
    }

    /** The request was sent, and the response was lost. */
    static HttpOutcome responseLost(String reason) {
        return new MaybeProcessed(reason, Cause.OTHER, null);
    }

    /** The request was sent, and no complete response came before the deadline. */
    static HttpOutcome responseLate(String reason) {
        return new MaybeProcessed(reason, Cause.UNREACHABLE, null);
    }

    /** Sorts a complete response by its status: 429 and 503, 408 and other 5xx, the rest. */
    static HttpOutcome responded(int status, String body, @Nullable Duration retryAfter) {
        String reason = "HTTP status " + status;
        if (status == 429 || status == 503) {
            return new NotProcessed(reason, Cause.SERVER_ERROR, retryAfter);
        }
        return status == 408 || status >= 500
                ? new MaybeProcessed(reason, Cause.SERVER_ERROR, retryAfter)
                : new Response(status, body);
    }
}
