package org.authfilter.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Where the nodes of one kind of server have their files. Each run begins with an empty one. */
record ClusterDirectory(Path path) {

    static ClusterDirectory empty(String server) {
        ClusterDirectory directory =
                new ClusterDirectory(Path.of(System.getProperty("servers.directory"), server + "-cluster"));
        directory.delete("");
        return directory;
    }

    void delete(String target) {
        Path root = path.resolve(target);
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copy(Path source, String target) {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.toList()) {
                Path copy = path.resolve(target).resolve(source.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copyFile(Path source, String target) {
        try {
            Path copy = path.resolve(target);
            Files.createDirectories(copy.getParent());
            Files.copy(source, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a WAR into a directory, in place of an older one. */
    void deploy(WebArchive war, String directory) {
        try {
            Files.createDirectories(path.resolve(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        war.as(ZipExporter.class)
                .exportTo(path.resolve(directory).resolve(war.getName()).toFile(), true);
    }

    /** Runs a tool of a server to its end. */
    void run(List<String> command, Map<String, String> environment, String log) {
        ProcessBuilder tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(path.resolve(log).toFile());
        tool.environment().putAll(environment);
        try {
            Process process = tool.start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new AssertionError("Status " + process.exitValue() + ", see " + path.resolve(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    static Path sources() {
        return Path.of(System.getProperty("cluster.sources"));
    }
}
