package org.authfilter.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.authfilter.it.FreePorts;

/** Debian's MariaDB with an empty database of its own. */
final class MariaDb implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/sbin/mariadbd");

    /** The name of an account, and that of the user whom the server runs as. */
    private static final String USER = System.getProperty("user.name");

    private final int port = FreePorts.next();
    private final Path directory;
    private final Path log;
    private final LocalServer server;

    private MariaDb(Path directory) throws IOException {
        this.directory = directory;
        this.log = directory.resolve("log");
        Path data = directory.resolve("data");
        run(
                "mariadb-install-db",
                "--no-defaults",
                "--auth-root-authentication-method=normal",
                "--skip-test-db",
                "--user=" + USER,
                "--datadir=" + data);
        Process process = start(
                PROGRAM.toString(),
                "--no-defaults",
                "--user=" + USER,
                "--datadir=" + data,
                "--socket=" + directory.resolve("socket"),
                "--bind-address=127.0.0.1",
                "--port=" + port);
        server = new LocalServer(process, port, log, () -> new ClusterDirectory(directory).delete(""));
    }

    static MariaDb start() {
        try {
            return new MariaDb(Files.createTempDirectory("auth-filter-mariadb"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/shop?createDatabaseIfNotExist=true&user=root";
    }

    private void run(String... command) throws IOException {
        Process process = start(command);
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError(command[0] + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    @Override
    public void close() {
        server.close();
    }
}
