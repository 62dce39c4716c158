package org.authfilter.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.authfilter.it.Await;

/** One server of a cluster, a process that is started, killed without warning and started again. */
final class Node {

    private static final Duration START = Duration.ofMinutes(3);
    private static final int LAST_LINES = 25;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String origin;
    private final Runnable preparation;
    private final Runnable upgrade;
    private final List<String> command;
    private final Path log;
    private Process process;

    /**
     * Starts nothing yet.
     *
     * @param preparation what is done before each start
     * @param upgrade what replaces its applications by those of the version under test
     * @param command what is executed, without a shell in between: what is killed is the server itself
     * @param log where its output goes
     */
    Node(int httpPort, Runnable preparation, Runnable upgrade, List<String> command, Path log) {
        this.origin = "http://127.0.0.1:" + httpPort;
        this.preparation = preparation;
        this.upgrade = upgrade;
        this.command = command;
        this.log = log;
    }

    String origin() {
        return origin;
    }

    synchronized void start() {
        preparation.run();
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process as {@code kill -9} does, and returns when it is gone. */
    synchronized void kill() {
        if (process != null) {
            process.destroyForcibly();
            awaitEnd();
        }
    }

    /** Lets the server stop as its operator would, and returns when it is gone. */
    synchronized void stop() {
        process.destroy();
        awaitEnd();
    }

    /** From its next start on, its applications have the version under test. */
    void upgrade() {
        upgrade.run();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("Process " + process.pid() + " does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until the response for {@code path} is 200.
     *
     * @throws AssertionError with the last lines of the log, if that takes too long or the process ends
     */
    void awaits(String path) {
        Await.until(
                origin + path + " is up",
                START,
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("The node has ended: " + endOfLog());
                    }
                    return isUp(path);
                },
                this::endOfLog);
    }

    /** The last lines of its log. */
    String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isUp(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
