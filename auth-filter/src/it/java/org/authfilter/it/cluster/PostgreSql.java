package org.authfilter.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.authfilter.it.FreePorts;

/** Debian's PostgreSQL with an empty database of its own, which can be stopped and started again. */
final class PostgreSql implements AutoCloseable {

    /** The JDBC driver, as a jar. */
    static final Path DRIVER = Path.of(org.postgresql.Driver.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath());

    static final String USER = "postgres";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");

    /** PostgreSQL refuses to run as root. */
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private final int port = FreePorts.next();
    private final Path directory;
    private final Thread atExit = new Thread(this::kill);

    private PostgreSql(Path directory) {
        this.directory = directory;
    }

    /** Where its program for a new database is, or would be. */
    static Path initdb() {
        return programs().orElse(INSTALLED).resolve("initdb");
    }

    static PostgreSql start() {
        try {
            PostgreSql database = new PostgreSql(Files.createTempDirectory("auth-filter-postgresql"));
            if (IS_ROOT) {
                Files.setOwner(
                        database.directory,
                        database.directory
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName(USER));
            }
            database.run("initdb", "-D", database.data(), "-U", USER, "-A", "trust", "--no-sync");
            Runtime.getRuntime().addShutdownHook(database.atExit);
            database.resume();
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=2&socketTimeout=5";
    }

    /** Ends it at once: connections break, and new ones are refused. */
    void interrupt() {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    /** Starts it; returns when it takes connections. */
    void resume() {
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory
                + " -c fsync=off -c max_connections=100";
        run("pg_ctl", "-D", data(), "-w", "-l", directory.resolve("log").toString(), "-o", options, "start");
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>(IS_ROOT ? List.of("runuser", "-u", USER, "--") : List.of());
        command.add(programs().orElseThrow().resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            Path output = directory.resolveSibling(directory.getFileName() + ".log");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean isInTime = process.waitFor(60, TimeUnit.SECONDS);
            if (!isInTime || process.exitValue() != 0) {
                throw new AssertionError(program + " failed: " + Files.readString(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** The directory of the programs of the latest version. */
    private static Optional<Path> programs() {
        if (!Files.isDirectory(INSTALLED)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Comparator.comparing(
                            programs -> programs.getParent().getFileName().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void kill() {
        interrupt();
        ClusterDirectory files = new ClusterDirectory(directory);
        files.delete("");
    }
}
