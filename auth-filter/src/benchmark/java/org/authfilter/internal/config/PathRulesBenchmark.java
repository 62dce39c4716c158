package org.authfilter.internal.config;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The decision whether a path is protected. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PathRulesBenchmark {

    @Param({"1", "10", "100"})
    public int patterns;

    private PathRules rules;

    @Setup
    public void write() {
        List<PathPattern> publicPaths = IntStream.range(0, patterns)
                .mapToObj(i -> PathPattern.parse("/area" + i + "/public/*"))
                .toList();
        rules = new PathRules(List.of(PathPattern.parse("/*")), publicPaths);
    }

    @Benchmark
    public boolean isProtected() {
        return rules.isProtected("/area7/orders/4711");
    }
}
