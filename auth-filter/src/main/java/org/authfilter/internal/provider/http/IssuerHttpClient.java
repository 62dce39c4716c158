package org.authfilter.internal.provider.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Calls to issuers over HTTP. One deadline covers connect, headers and body; a response has at most 1 MiB; redirects are
 * not followed. Thread-safe; no call blocks, and none ends exceptionally.
 */
public final class IssuerHttpClient implements AutoCloseable {

    static final int MAX_RESPONSE_BYTES = 1 << 20;

    /** Firewalls drop idle connections silently: a client is replaced before its connections can be idle for longer. */
    private static final Duration LIFETIME_OF_A_CLIENT = Duration.ofSeconds(30);

    private final Duration connectTimeout;
    private final Duration deadline;
    private final Clock clock;
    private final InstantSource timer;
    private final IssuerHttpThreads threads = new IssuerHttpThreads();
    private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
    private final Supplier<HttpClient> factory;
    private @Nullable HttpClient client;
    private Instant replaceAt = Instant.MIN;

    /**
     * Sends nothing yet.
     *
     * @param timer for waits: it is never set back
     */
    public IssuerHttpClient(Duration connectTimeout, Duration deadline, Clock clock, InstantSource timer) {
        this.connectTimeout = connectTimeout;
        this.deadline = deadline;
        this.clock = clock;
        this.timer = timer;
        this.factory = () -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(threads.workers())
                .build();
    }

    /** For tests: {@code factory} builds the HTTP client. */
    IssuerHttpClient(Supplier<HttpClient> factory, Duration deadline, Clock clock) {
        this.connectTimeout = deadline;
        this.deadline = deadline;
        this.clock = clock;
        this.timer = clock;
        this.factory = factory;
    }

    /** Built at the first request: GlassFish 8 has no usable default SSLContext while it deploys a WAR. */
    private synchronized HttpClient client() {
        Instant now = timer.instant();
        if (client == null || !now.isBefore(replaceAt)) {
            client = IssuerHttpThreads.underPlatformLoader(factory);
            replaceAt = now.plus(LIFETIME_OF_A_CLIENT);
        }
        return client;
    }

    /** The clock for waits. */
    public InstantSource timer() {
        return timer;
    }

    /** Reads a resource; the outcome is an {@link HttpOutcome} in every case. */
    public CompletableFuture<HttpOutcome> get(URI uri, Map<String, String> headers) {
        return uri.getHost() == null
                ? send(uri, headers, null)
                : send(HttpRequest.newBuilder(uri).GET(), headers);
    }

    /** Posts {@code body}; the outcome is an {@link HttpOutcome} in every case. */
    public CompletableFuture<HttpOutcome> post(URI uri, Map<String, String> headers, String body) {
        return uri.getHost() == null
                ? send(uri, headers, body)
                : send(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)), headers);
    }

    /** Ends after {@code time}, or at once when the application is being stopped. */
    public CompletableFuture<Void> pause(Duration time) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        try {
            var unused = threads.timer().schedule(() -> end.complete(null), time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            end.complete(null);
        }
        return end;
    }

    private CompletableFuture<HttpOutcome> send(HttpRequest.Builder request, Map<String, String> headers) {
        try {
            headers.forEach(request::header);
            request.header("Accept-Encoding", "identity");
            return send(request.build());
        } catch (IllegalArgumentException notForAHeader) {
            return CompletableFuture.completedFuture(HttpOutcome.notSent("a header can't carry its value"));
        }
    }

    private CompletableFuture<HttpOutcome> send(HttpRequest request) {
        return await(() -> client().sendAsync(request, IssuerHttpClient::body), this::responded);
    }

    private CompletableFuture<HttpOutcome> send(URI uri, Map<String, String> headers, @Nullable String body) {
        UnderscoreHostCall call = new UnderscoreHostCall(uri, headers, body, connectTimeout, deadline, clock);
        return await(() -> CompletableFuture.supplyAsync(call, threads.workers()), Function.identity());
    }

    private <T> CompletableFuture<HttpOutcome> await(
            Supplier<CompletableFuture<T>> sender, Function<T, HttpOutcome> responded) {
        try {
            CompletableFuture<T> call = sender.get();
            Future<?> timer =
                    threads.timer().schedule(() -> call.cancel(true), deadline.toNanos(), TimeUnit.NANOSECONDS);
            Object key = new Object();
            underWay.put(key, call);
            return call.handle((response, failure) -> {
                underWay.remove(key);
                timer.cancel(false);
                return failure == null ? responded.apply(response) : failed(failure);
            });
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(HttpOutcome.notSent("the application is being stopped"));
        } catch (UncheckedIOException noClient) {
            return CompletableFuture.completedFuture(HttpOutcome.notSent("no HTTP client: " + noClient.getMessage()));
        }
    }

    private static BodySubscriber<ResponseBody> body(HttpResponse.ResponseInfo response) {
        String coding = response.headers().firstValue("Content-Encoding").orElse("");
        return BodySubscribers.mapping(
                new LimitedBody(MAX_RESPONSE_BYTES), bytes -> ResponseBody.decode(bytes, coding, MAX_RESPONSE_BYTES));
    }

    private HttpOutcome responded(HttpResponse<ResponseBody> response) {
        String retryAfter = response.headers().firstValue("Retry-After").orElse(null);
        return response.body().outcome(response.statusCode(), retryAfter, clock.instant());
    }

    private HttpOutcome failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CancellationException) {
            return HttpOutcome.responseLate("no complete response within " + deadline);
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return HttpOutcome.notConnected("no connection in time");
        }
        if (cause instanceof ConnectException
                || cause instanceof UnresolvedAddressException
                || cause instanceof SSLHandshakeException) {
            return HttpOutcome.notConnected("no connection: " + cause.getClass().getSimpleName());
        }
        String kind = cause instanceof IOException ? "the connection broke" : "the call failed";
        return HttpOutcome.responseLost(kind + ": " + cause.getClass().getSimpleName());
    }

    /** Ends the calls that are under way, as if they had met their deadline. */
    @Override
    public void close() {
        underWay.values().forEach(call -> call.cancel(true));
        threads.close();
    }
}
