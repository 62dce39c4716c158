package org.authfilter.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which paths need a signed-in user. The most specific pattern decides; at a tie the path is public; a path that no
 * pattern names is public.
 */
public record PathRules(List<PathPattern> protectedPaths, List<PathPattern> publicPaths) {

    public boolean isProtected(String path) {
        PathPattern guarding = mostSpecific(protectedPaths, path);
        PathPattern opening = mostSpecific(publicPaths, path);
        return guarding != null && (opening == null || guarding.isMoreSpecificThan(opening));
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
