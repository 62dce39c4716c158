package org.authfilter.internal.config;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.authfilter.internal.config.PathPattern.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Which paths need a signed-in user. The most specific pattern decides; at a tie the path is public; a path that
 * matches no pattern is public.
 */
public record PathRules(List<PathPattern> protectedPaths, List<PathPattern> publicPaths) {

    /** Whether {@code path} is protected, whatever serves it. */
    public boolean isProtected(String path) {
        return isProtected(path, anyPattern -> true);
    }

    /**
     * The same, where a servlet that is mapped to a prefix serves the path: a prefix goes before an extension there, so
     * that a public {@code *.css} opens no {@code /orders/x.css} of a servlet {@code /orders/*}.
     */
    public boolean isProtectedBelowPrefix(String path) {
        return isProtected(path, pattern -> pattern.kind() != Kind.EXTENSION);
    }

    /**
     * Whether a resource is protected that a servlet serves at {@code path} under another name. Patterns that match the
     * path itself are left to the other methods. A public extension opens no other name of a resource.
     *
     * @param asNamed translates a pattern for paths into patterns for names of this servlet
     */
    public boolean isProtectedResource(String name, String path, Function<PathPattern, Stream<PathPattern>> asNamed) {
        PathPattern guardedBy = mostSpecific(
                protectedPaths.stream()
                        .filter(pattern -> !pattern.matches(path))
                        .flatMap(asNamed)
                        .toList(),
                name,
                anyPattern -> true);
        if (guardedBy == null) {
            return false;
        }
        PathPattern openedBy = mostSpecific(
                publicPaths.stream()
                        .filter(pattern -> pattern.kind() != Kind.EXTENSION)
                        .flatMap(asNamed)
                        .toList(),
                name,
                anyPattern -> true);
        return openedBy == null || guardedBy.isMoreSpecificThan(openedBy);
    }

    private boolean isProtected(String path, Predicate<PathPattern> mayOpen) {
        PathPattern guardedBy = mostSpecific(protectedPaths, path, anyPattern -> true);
        PathPattern openedBy = mostSpecific(publicPaths, path, mayOpen);
        return guardedBy != null && (openedBy == null || guardedBy.isMoreSpecificThan(openedBy));
    }

    private static @Nullable PathPattern mostSpecific(
            List<PathPattern> patterns, String path, Predicate<PathPattern> counts) {
        PathPattern best = null;
        for (int i = 0; i < patterns.size(); i++) {
            PathPattern pattern = patterns.get(i);
            if (counts.test(pattern) && pattern.matches(path) && (best == null || pattern.isMoreSpecificThan(best))) {
                best = pattern;
            }
        }
        return best;
    }
}
