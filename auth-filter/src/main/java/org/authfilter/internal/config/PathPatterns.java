package org.authfilter.internal.config;

import java.util.List;

/** The value of a key that lists patterns. Immutable. */
record PathPatterns(List<PathPattern> patterns) {

    /** Matches no path. */
    static final PathPatterns NONE = new PathPatterns(List.of());

    PathPatterns {
        patterns = List.copyOf(patterns);
    }

    /**
     * Reads patterns that are separated by commas.
     *
     * @throws IllegalArgumentException with the remedy if there is no pattern, or if one is invalid
     */
    static PathPatterns parse(String text) {
        List<String> patterns = Converters.list(text);
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException(PathPattern.REMEDY);
        }
        return new PathPatterns(patterns.stream().map(PathPattern::parse).toList());
    }
}
