package org.authfilter.internal.config;

import java.util.List;

/** Several patterns; a path matches if it matches one of them. Immutable. */
public record PathPatterns(List<PathPattern> patterns) {

    /** Matches no path. */
    public static final PathPatterns NONE = new PathPatterns(List.of());

    public PathPatterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads patterns that are separated by commas.
     *
     * @throws IllegalArgumentException with the remedy if there is no pattern, or if one is invalid
     */
    public static PathPatterns parse(String text) {
        List<String> patterns = Converters.list(text);
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException(PathPattern.REMEDY);
        }
        return new PathPatterns(patterns.stream().map(PathPattern::parse).toList());
    }

    /** Whether one of the patterns matches {@code path}. */
    public boolean match(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
