package org.authfilter.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of the system that some tests need. */
public final class Programs {

    private Programs() {}

    /**
     * Whether all of them are installed.
     *
     * @throws IllegalStateException if one is not, and {@code CI=true}: nothing is skipped there
     */
    public static boolean areInstalled(Path... programs) {
        List<Path> missing =
                Stream.of(programs).filter(path -> !Files.isExecutable(path)).toList();
        if (!missing.isEmpty() && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("CI=true, but these are not installed: " + missing);
        }
        return missing.isEmpty();
    }
}
