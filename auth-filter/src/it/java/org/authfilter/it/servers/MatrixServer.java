package org.authfilter.it.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.authfilter.it.Await;
import org.authfilter.it.FreePorts;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A server with its default configuration but for addresses and ports, in a directory of its own. A WAR is deployed by a
 * copy into the directory that the server watches.
 */
abstract class MatrixServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration DEPLOYMENT = Duration.ofMinutes(2);
    private static final int LOG_IN_MESSAGE = 8_000;

    final Jdk jdk;
    final Path home;
    final Path directory;
    final int port = FreePorts.next();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Thread atExit = new Thread(this::kill);
    private Process process;

    /** Starts nothing yet. */
    MatrixServer(Jdk jdk, Path home) {
        this.jdk = jdk;
        this.home = home;
        this.directory = home.resolveSibling("matrix");
    }

    /** Writes the configuration into the empty directory. */
    abstract void prepare() throws IOException;

    /** What is executed; the JVM gets {@code jvmOptions}. */
    abstract List<String> command(List<String> jvmOptions) throws IOException;

    /** Where a WAR is copied to. */
    abstract Path deployments();

    /** Whether the server has ended its work on this WAR, successfully or not, since {@code log} began. */
    abstract boolean isSettled(String war, String log);

    /** Where the server writes its log. */
    Path logFile() {
        return output();
    }

    /** What the server's scripts read from the environment. */
    Map<String, String> environment() {
        return Map.of();
    }

    /** Begins to undeploy a WAR. */
    void remove(String war) throws IOException {
        Files.delete(deployments().resolve(war + ".war"));
    }

    /** Starts the server with these WARs and waits until it has dealt with each. */
    final void start(List<String> jvmOptions, List<WebArchive> wars) throws IOException {
        ServerFiles.delete(directory);
        Files.createDirectories(directory);
        prepare();
        Files.createDirectories(deployments());
        for (WebArchive war : wars) {
            copy(war);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        ProcessBuilder builder = new ProcessBuilder(command(jvmOptions))
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(output().toFile()));
        builder.environment().put("JAVA_HOME", jdk.home().toString());
        builder.environment().put("AS_JAVA", jdk.home().toString());
        builder.environment().putAll(environment());
        process = builder.start();
        for (WebArchive war : wars) {
            awaitSettled(war, 0, START);
        }
        Await.until("the server responds", START, () -> status("/") > 0, this::endOfLog);
    }

    /** Deploys a WAR and waits until this path of it responds: Jetty logs the start before it serves the WAR. */
    final void deploy(WebArchive war, String path) throws IOException {
        int start = log().length();
        copy(war);
        awaitSettled(war, start, DEPLOYMENT);
        String url = "/" + war.getName().replace(".war", "") + path;
        Await.until(url + " responds", DEPLOYMENT, () -> status(url) == 200, this::endOfLog);
    }

    /** Undeploys a WAR and waits until the server has no resource of this path. */
    final void undeploy(String war, String path) throws IOException {
        remove(war);
        Await.until(war + " is undeployed", DEPLOYMENT, () -> status("/" + war + path) == 404, this::endOfLog);
    }

    private void copy(WebArchive war) throws IOException {
        Path part = directory.resolve(war.getName() + ".part");
        war.as(ZipExporter.class).exportTo(part.toFile(), true);
        Files.move(part, deployments().resolve(war.getName()), StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitSettled(WebArchive war, int logStart, Duration atMost) {
        String name = war.getName().replace(".war", "");
        BooleanSupplier settled = () -> {
            if (!process.isAlive()) {
                throw new AssertionError("The server has ended" + endOfLog());
            }
            String log = log();
            return isSettled(name, log.substring(Math.min(logStart, log.length())));
        };
        Await.until(war.getName() + " is deployed or refused", atMost, settled, this::endOfLog);
    }

    /** The status of a request without cookies, or 0 if nothing responds. */
    final int status(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(origin() + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    final String origin() {
        return "http://127.0.0.1:" + port;
    }

    final String log() {
        try {
            return ServerFiles.read(logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines that the server logged, for the message of a failure. */
    final String endOfLog() {
        try {
            String log = Files.exists(logFile()) ? log() : ServerFiles.read(output());
            return "\n--- " + logFile() + "\n" + log.substring(Math.max(0, log.length() - LOG_IN_MESSAGE));
        } catch (IOException e) {
            return "\n--- no log: " + e;
        }
    }

    final Path output() {
        return directory.resolve("output.log");
    }

    @Override
    public final void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void kill() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new AssertionError("Process " + process.pid() + " does not end");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
