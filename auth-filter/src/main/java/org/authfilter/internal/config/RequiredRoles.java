package org.authfilter.internal.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.authfilter.internal.config.PathPattern.Kind;

/**
 * Which roles a caller needs for protected paths: one of those of the most specific pattern. A path that matches no pattern
 * needs none. Immutable.
 */
public record RequiredRoles(Map<PathPattern, List<String>> byPattern) {

    /** No path needs a role. */
    public static final RequiredRoles NONE = new RequiredRoles(Map.of());

    /** As in a constraint (Servlet 6.0, section 13.8). */
    private static final String ANY_AUTHENTICATED_USER = "**";

    private static final String REMEDY =
            "write PATTERN=ROLE, several roles joined by |, several patterns by commas, such as /admin/*=admin,/reports/*=auditor|admin";

    public RequiredRoles {
        byPattern = Map.copyOf(byPattern);
    }

    /**
     * Reads patterns with their roles.
     *
     * @throws IllegalArgumentException with the remedy if there is no pattern, if one is invalid or written twice, or if a
     *     role is missing
     */
    static RequiredRoles parse(String text) {
        Map<PathPattern, List<String>> rules = new LinkedHashMap<>();
        for (String rule : Converters.list(text)) {
            int equals = rule.indexOf('=');
            List<String> roles = Stream.of(rule.substring(equals + 1).split("\\|", -1))
                    .map(String::strip)
                    .toList();
            if (equals < 0 || roles.contains("")) {
                throw new IllegalArgumentException(REMEDY);
            }
            PathPattern pattern = PathPattern.parse(rule.substring(0, equals).strip());
            if (rules.putIfAbsent(pattern, roles) != null) {
                throw new IllegalArgumentException("write each pattern once, with all its roles joined by |");
            }
        }
        if (rules.isEmpty()) {
            throw new IllegalArgumentException(REMEDY);
        }
        return new RequiredRoles(rules);
    }

    /**
     * The patterns that decide on {@code path}. Where a servlet that is mapped to a prefix serves the path, the extension is
     * the client's choice: there a pattern for it adds its roles, and replaces those of no other pattern.
     */
    public Stream<PathPattern> decidingOn(String path, boolean isBelowPrefix) {
        Predicate<PathPattern> isExtension = pattern -> pattern.kind() == Kind.EXTENSION;
        return isBelowPrefix
                ? Stream.of(isExtension, isExtension.negate()).flatMap(kind -> mostSpecific(path, kind, Stream::of))
                : mostSpecific(path, anyPattern -> true, Stream::of);
    }

    /**
     * The patterns that decide on a resource which a servlet serves under a name of its own. Several decide if they are the
     * same pattern of such names: {@code /faces/admin/*} and {@code /admin/*}.
     *
     * @param asNamed translates a pattern for paths into patterns for names of this servlet
     */
    public Stream<PathPattern> decidingOn(String name, Function<PathPattern, Stream<PathPattern>> asNamed) {
        return mostSpecific(name, anyPattern -> true, asNamed);
    }

    private Stream<PathPattern> mostSpecific(
            String name, Predicate<PathPattern> counts, Function<PathPattern, Stream<PathPattern>> asNamed) {
        List<PathPattern> best = new ArrayList<>();
        PathPattern bestAsNamed = null;
        for (PathPattern pattern : byPattern.keySet()) {
            PathPattern named = asNamed.apply(pattern)
                    .filter(counts)
                    .filter(candidate -> candidate.matches(name))
                    .reduce((one, other) -> one.isMoreSpecificThan(other) ? one : other)
                    .orElse(null);
            if (named != null && (bestAsNamed == null || !bestAsNamed.isMoreSpecificThan(named))) {
                if (bestAsNamed != null && named.isMoreSpecificThan(bestAsNamed)) {
                    best.clear();
                }
                best.add(pattern);
                bestAsNamed = named;
            }
        }
        return best.stream();
    }

    /**
     * Whether {@code roles} have one of the roles of each pattern. {@code /*} is left out if there is a pattern of a path or
     * a prefix, which is more specific.
     */
    public boolean areMetBy(Collection<String> roles, Collection<PathPattern> patterns) {
        boolean isOnlyDefault =
                patterns.stream().noneMatch(pattern -> pattern.kind().compareTo(Kind.PREFIX) <= 0);
        return patterns.stream()
                .filter(pattern -> isOnlyDefault || pattern.kind() != Kind.EVERYTHING)
                .map(pattern -> byPattern.getOrDefault(pattern, List.of()))
                .allMatch(required -> required.contains(ANY_AUTHENTICATED_USER)
                        || required.stream().anyMatch(roles::contains));
    }
}
