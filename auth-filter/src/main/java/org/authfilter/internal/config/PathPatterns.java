package org.authfilter.internal.config;

import java.util.List;
import org.authfilter.internal.config.PathPattern.Kind;

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
    static PathPatterns parse(String text) {
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

    /** The same, where a servlet that is mapped to a prefix serves the path: the extension is the client's choice there. */
    public boolean matchBelowPrefix(String path) {
        return patterns.stream().anyMatch(pattern -> pattern.kind() != Kind.EXTENSION && pattern.matches(path));
    }
}
