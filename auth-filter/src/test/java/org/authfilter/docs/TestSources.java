package org.authfilter.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources of all tests of both modules. */
final class TestSources {

    private TestSources() {}

    static boolean has(String className) throws IOException {
        return !textOf(className).isEmpty();
    }

    /** The source of a test class by its simple name; empty if there is none. */
    static String textOf(String className) throws IOException {
        for (Path sources : List.of(Path.of("src"), Path.of("..", "sample-war", "src"))) {
            try (Stream<Path> tree = Files.walk(sources)) {
                Optional<Path> file =
                        tree.filter(any -> any.endsWith(className + ".java")).findFirst();
                if (file.isPresent()) {
                    return Files.readString(file.get());
                }
            }
        }
        return "";
    }
}
