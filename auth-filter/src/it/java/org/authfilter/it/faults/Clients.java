package org.authfilter.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Many clients of one server, each with a session of its own, on one {@code HttpClient}. */
final class Clients {

    /** A response, and how long it took. */
    record Responded(int status, long millis, int retryAfter) {}

    private static final String JSON = "application/json";
    private static final String BACKEND = "backend";
    private static final Duration LONGEST_RECOVERY = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    private final String server;

    Clients(String server) {
        this.server = server;
    }

    /** Signs users in at the provider {@code backend}, which may be recovering yet. Returns the cookies of each. */
    List<String> signIn(String application, String prefix, int users) {
        return signInAt(BACKEND, application, prefix, users);
    }

    /** The same at another provider. */
    List<String> signInAt(String provider, String application, String prefix, int users) {
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            Instant end = Instant.now().plus(LONGEST_RECOVERY);
            HttpResponse<String> response =
                    postSignIn(provider, application, prefix + i).join();
            while (response.statusCode() != 200) {
                assertThat(Instant.now())
                        .as("%d: %s", response.statusCode(), response.body())
                        .isBefore(end);
                pause(Duration.ofMillis(500));
                response = postSignIn(provider, application, prefix + i).join();
            }
            sessions.add(response.headers().allValues("Set-Cookie").stream()
                    .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                    .collect(Collectors.joining("; ")));
        }
        return sessions;
    }

    private CompletableFuture<HttpResponse<String>> postSignIn(String provider, String application, String name) {
        String credentials = "{\"email\":\"%s@example.org\",\"password\":\"r1ght-Pa55word\"}".formatted(name);
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(server + "/" + application + "/auth/signin/" + provider))
                        .header("Content-Type", JSON)
                        .header("Accept", JSON)
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.ofString(credentials))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Tries to sign in. */
    CompletableFuture<Responded> trySignIn(String application, String name) {
        return timed(() -> postSignIn(BACKEND, application, name));
    }

    /** One request by script. */
    CompletableFuture<Responded> call(String path, String cookies) {
        return get(path, cookies, JSON, "cors");
    }

    /** One page that a browser navigates to; redirects are not followed. */
    CompletableFuture<Responded> page(String path, String cookies) {
        return get(path, cookies, "text/html", "navigate");
    }

    private CompletableFuture<Responded> get(String path, String cookies, String accept, String mode) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Accept", accept)
                .header("Sec-Fetch-Mode", mode)
                .header("Cookie", cookies)
                .build();
        return timed(() -> http.sendAsync(request, BodyHandlers.ofString()));
    }

    private static CompletableFuture<Responded> timed(Supplier<CompletableFuture<HttpResponse<String>>> sent) {
        long start = System.nanoTime();
        return sent.get()
                .handle((response, failure) -> new Responded(
                        response == null ? 0 : response.statusCode(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                        response == null
                                ? 1
                                : response.headers()
                                        .firstValue("Retry-After")
                                        .map(Integer::valueOf)
                                        .orElse(1)));
    }

    /** All sessions send {@code each} requests at once. Returns when all have their response. */
    List<Responded> atOnce(String path, List<String> sessions, int each) {
        List<CompletableFuture<Responded>> calls = sessions.stream()
                .flatMap(cookies -> Stream.generate(() -> call(path, cookies)).limit(each))
                .toList();
        return calls.stream().map(CompletableFuture::join).toList();
    }

    /** From now on each session sends {@code each} requests again and again, as {@code Retry-After} asks, until it is stopped. */
    Persistent persist(String path, List<String> sessions, int each) {
        Persistent persistent = new Persistent();
        for (String cookies : sessions) {
            for (int i = 0; i < each; i++) {
                persistent.send(path, cookies);
            }
        }
        return persistent;
    }

    /** How many responses had which status. */
    static String statuses(List<Responded> responses) {
        Map<Integer, Long> counts = responses.stream()
                .collect(Collectors.groupingBy(Responded::status, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " × " + (entry.getKey() == 0 ? "none" : entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    static long slowest(List<Responded> responses) {
        return responses.stream().mapToLong(Responded::millis).max().orElseThrow();
    }

    /** Returns after {@code time}. */
    static void pause(Duration time) {
        if (!time.isNegative()) {
            CompletableFuture.runAsync(
                            () -> {}, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS))
                    .join();
        }
    }

    /** Clients that come back until they are stopped. */
    final class Persistent implements AutoCloseable {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final ConcurrentLinkedQueue<Responded> responses = new ConcurrentLinkedQueue<>();

        private void send(String path, String cookies) {
            var unused = call(path, cookies).thenAccept(responded -> {
                responses.add(responded);
                if (!stopped.get()) {
                    Executor later =
                            CompletableFuture.delayedExecutor(Math.max(1, responded.retryAfter()), TimeUnit.SECONDS);
                    later.execute(() -> send(path, cookies));
                }
            });
        }

        /** The responses so far. */
        List<Responded> responses() {
            return List.copyOf(responses);
        }

        @Override
        public void close() {
            stopped.set(true);
        }
    }
}
