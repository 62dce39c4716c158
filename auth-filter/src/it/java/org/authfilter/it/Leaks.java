package org.authfilter.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.authfilter.it.control.LeakServlet;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The client of a WAR that sees the class loaders and threads of the server's JVM. */
final class Leaks {

    private static final URI ADDRESS = URI.create(System.getProperty("server.url") + "/leaks/");

    private static final int REQUESTS_AT_ONCE = 32;

    private final HttpClient client = HttpClient.newHttpClient();

    static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, "leaks.war").addClass(LeakServlet.class);
    }

    /** Remembers, weakly, the class loader of the application {@code name} that is deployed now. */
    void watch(String name) {
        send("POST", BodyPublishers.ofString("/" + name));
    }

    /** Creates a class loader that only a soft reference keeps, and watches it. */
    void watchSoftlyReachable() {
        send("POST", BodyPublishers.noBody());
    }

    /** Collects garbage and counts the watched class loaders that are still there. */
    int loadersLeft() {
        occupyAllThreads();
        return Integer.parseInt(report().get(0));
    }

    /** The shortest chain of references that keeps one of the watched class loaders after a collection. */
    List<String> holder() {
        return holder("?collect");
    }

    /** The same without a collection. */
    List<String> holderBeforeCollection() {
        return holder("");
    }

    private List<String> holder(String query) {
        try {
            Path directory = Files.createTempDirectory("heap");
            Path dump = directory.resolve("server.hprof");
            try {
                send("DELETE", query, BodyPublishers.ofString(dump.toString()));
                return new HeapDump(dump).chainToReferent("org.authfilter.it.control.LeakServlet$Watched");
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all threads of the server. */
    List<String> threads() {
        return report().stream().skip(1).toList();
    }

    private void occupyAllThreads() {
        HttpRequest busy =
                HttpRequest.newBuilder(ADDRESS).PUT(BodyPublishers.noBody()).build();
        CompletableFuture<?>[] together = Stream.generate(() -> client.sendAsync(busy, BodyHandlers.discarding()))
                .limit(REQUESTS_AT_ONCE)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(together).join();
    }

    private List<String> report() {
        return send("GET", BodyPublishers.noBody()).lines().toList();
    }

    private String send(String method, BodyPublisher body) {
        return send(method, "", body);
    }

    private String send(String method, String query, BodyPublisher body) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(ADDRESS + query))
                            .method(method, body)
                            .build(),
                    BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(HttpResponses.describe(response));
            }
            return response.body();
        } catch (IOException e) {
            throw new AssertionError("No response from " + ADDRESS, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted", e);
        }
    }
}
