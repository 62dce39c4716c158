package org.authfilter.internal.issuer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.authfilter.testkit.MutableClock;

/** Calls to an issuer that responds when a test wants it to. */
final class HeldCalls {

    static final int MAX_CALLS = 16;
    static final Object TIMED_OUT = new Unavailable("timeout", true, Cause.UNREACHABLE, null);
    static final Object RESET = Unavailable.maybeProcessed("the connection broke");
    static final Object SUCCESS = "tokens";

    final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    final IssuerCalls calls = new IssuerCalls(new Backoff(() -> 0), Duration.ofSeconds(5), clock);
    final List<IssuerCall<Object>> submitted = new ArrayList<>();
    final List<CompletableFuture<Object>> underWay = new ArrayList<>();
    int sent;

    IssuerCall<Object> submit(String session) {
        IssuerCall<Object> call = new IssuerCall<>(session, this::send, HeldCalls::failure, refused -> refused);
        synchronized (submitted) {
            submitted.add(call);
        }
        calls.submit(call);
        return call;
    }

    private CompletableFuture<Object> send() {
        CompletableFuture<Object> response = new CompletableFuture<>();
        synchronized (submitted) {
            sent++;
            underWay.add(response);
        }
        return response;
    }

    private static Unavailable failure(Object result) {
        return result instanceof Unavailable unavailable ? unavailable : null;
    }

    void respond(int index, Object result) {
        CompletableFuture<Object> response;
        synchronized (submitted) {
            response = underWay.remove(index);
        }
        response.complete(result);
    }

    List<IssuerCall<Object>> queued() {
        return submitted.stream()
                .filter(call -> call.sentAt() == null && !call.result().isDone())
                .toList();
    }
}
