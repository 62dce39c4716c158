package org.authfilter.it.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A Java Development Kit of this machine. */
record Jdk(int version, Path home) {

    private static final Path OF_THIS_BUILD = Path.of(System.getProperty("java.home"));

    /**
     * The kit of this version: the one of this build, the one that {@code JAVA_HOME_25_X64} and the like name, or one
     * that is installed beside that of this build.
     */
    static Optional<Jdk> of(int version) {
        if (Runtime.version().feature() == version) {
            return Optional.of(new Jdk(version, OF_THIS_BUILD));
        }
        String named = System.getenv("JAVA_HOME_" + version + "_X64");
        return (named == null ? installed(version) : Optional.of(Path.of(named))).map(home -> new Jdk(version, home));
    }

    private static Optional<Path> installed(int version) {
        try (Stream<Path> all = Files.list(OF_THIS_BUILD.toRealPath().getParent())) {
            return all.filter(home -> isOf(version, home)).sorted().findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOf(int version, Path home) {
        Path release = home.resolve("release");
        try {
            return Files.isReadable(release)
                    && Files.readString(release).contains("JAVA_VERSION=\"" + version)
                    && Files.isExecutable(home.resolve("bin/javac"));
        } catch (IOException unreadable) {
            return false;
        }
    }

    String java() {
        return home.resolve("bin/java").toString();
    }
}
