package org.authfilter.config;

import java.util.List;
import org.authfilter.config.PathPattern.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Which paths need a signed-in user. The most specific pattern decides; at a tie the path is public; a path that no
 * pattern names is public.
 */
public record PathRules(List<PathPattern> protectedPaths, List<PathPattern> publicPaths) {

    /** Whether {@code path} is protected, served by whatever. */
    public boolean isProtected(String path) {
        return isProtected(path, publicPaths);
    }

    /**
     * The same, where a servlet that is mapped to a prefix serves the path: a prefix goes before an extension there, so
     * that a public {@code *.css} opens no {@code /orders/x.css} of a servlet {@code /orders/*}.
     */
    public boolean isProtectedBelowPrefix(String path) {
        return isProtected(
                path,
                publicPaths.stream()
                        .filter(pattern -> pattern.kind() != Kind.EXTENSION)
                        .toList());
    }

    private boolean isProtected(String path, List<PathPattern> opening) {
        PathPattern guarding = mostSpecific(protectedPaths, path);
        PathPattern open = mostSpecific(opening, path);
        return guarding != null && (open == null || guarding.isMoreSpecificThan(open));
    }

    private static @Nullable PathPattern mostSpecific(List<PathPattern> patterns, String path) {
        PathPattern best = null;
        for (PathPattern pattern : patterns) {
            if (pattern.matches(path) && (best == null || pattern.isMoreSpecificThan(best))) {
                best = pattern;
            }
        }
        return best;
    }
}
