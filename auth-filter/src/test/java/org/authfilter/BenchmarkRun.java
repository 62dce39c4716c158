package org.authfilter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Compiles and runs the benchmarks in {@code src/benchmark}; no part of the ordinary tests: {@code -Pbenchmarks} runs it. */
class BenchmarkRun {

    private static final Path SOURCES = Path.of("src", "benchmark", "java");
    private static final Path CLASSES = Path.of("target", "benchmarks");
    private static final Path LOG = Path.of("target", "benchmarks.txt");

    @Test
    void benchmarks_run_and_their_table_is_printed() throws Exception {
        assertThat(compile()).isZero();

        Process benchmarks = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        CLASSES + ":" + System.getProperty("java.class.path"),
                        "org.openjdk.jmh.Main",
                        System.getProperty("benchmarks", ""),
                        "-prof",
                        "gc",
                        "-f",
                        "1",
                        "-foe",
                        "true",
                        "-wi",
                        "8",
                        "-w",
                        "1",
                        "-i",
                        "5",
                        "-r",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(LOG.toFile())
                .start();

        assertThat(benchmarks.waitFor()).as("see %s", LOG).isZero();
        List<String> lines = Files.readAllLines(LOG);
        lines.stream()
                .filter(line -> line.startsWith("Benchmark ") || line.endsWith("/op"))
                .filter(line -> !line.startsWith("Iteration") && !line.startsWith("#"))
                .forEach(System.out::println);
    }

    private static int compile() throws IOException {
        Files.createDirectories(CLASSES);
        List<String> options =
                List.of("-processor", "org.openjdk.jmh.generators.BenchmarkProcessor", "-d", CLASSES.toString());
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Stream<String> sources = files.map(Path::toString).filter(name -> name.endsWith(".java"));
            List<String> arguments = Stream.concat(options.stream(), sources).collect(Collectors.toList());
            arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
            return ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        }
    }
}
