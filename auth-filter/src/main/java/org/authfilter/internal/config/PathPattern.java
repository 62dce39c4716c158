package org.authfilter.internal.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern in the manner of a servlet mapping (Servlet 6.0, section 12.2).
 *
 * @param text the part to compare: the whole path, the prefix without {@code /*}, or the extension with its dot
 */
public record PathPattern(Kind kind, String text) {

    static final String REMEDY =
            "write patterns such as /account, /api/*, *.css or /*, separated by commas; decoded, without a query";

    /** The path of a request contains none of these, so a pattern with one of them would protect nothing. */
    private static final Pattern IN_NO_PATH = Pattern.compile("//|[?#;%\\\\]");

    /** The kinds, the more specific first. */
    public enum Kind {
        EXACT,
        PREFIX,
        EXTENSION,
        EVERYTHING
    }

    /**
     * Reads one pattern.
     *
     * @throws IllegalArgumentException with the remedy if this is not such a pattern
     */
    public static PathPattern parse(String pattern) {
        if (IN_NO_PATH.matcher(pattern).find()) {
            throw new IllegalArgumentException(REMEDY);
        }
        if (pattern.equals("/*")) {
            return new PathPattern(Kind.EVERYTHING, "");
        }
        if (pattern.startsWith("*.") && pattern.length() > 2 && isPlain(pattern.substring(1))) {
            return new PathPattern(Kind.EXTENSION, pattern.substring(1));
        }
        if (pattern.startsWith("/")
                && pattern.endsWith("/*")
                && !pattern.substring(0, pattern.length() - 1).contains("*")) {
            return new PathPattern(Kind.PREFIX, pattern.substring(0, pattern.length() - 2));
        }
        if (pattern.startsWith("/") && !pattern.contains("*")) {
            return exact(pattern);
        }
        throw new IllegalArgumentException(REMEDY);
    }

    /** {@code /docs/} would not protect: a request for it has the path of its welcome page, or {@code /docs}. */
    private static PathPattern exact(String path) {
        if (path.endsWith("/") && !path.equals("/")) {
            String plain = path.substring(0, path.length() - 1);
            throw new IllegalArgumentException("write " + plain + "/* for all below it, or the page, such as " + plain
                    + " or " + plain + "/index.html");
        }
        return new PathPattern(Kind.EXACT, path);
    }

    private static boolean isPlain(String extension) {
        return extension.indexOf('*') < 0 && extension.indexOf('/') < 0;
    }

    /** Whether {@code path} matches this pattern. */
    public boolean matches(String path) {
        return switch (kind) {
            case EXACT -> path.equals(text);
            case PREFIX ->
                path.startsWith(text) && (path.length() == text.length() || path.charAt(text.length()) == '/');
            case EXTENSION -> path.endsWith(text);
            case EVERYTHING -> true;
        };
    }

    /** The same pattern without {@code prefix}; empty if it does not begin with it, or names no path below it. */
    public Optional<PathPattern> below(String prefix) {
        return text.startsWith(prefix + "/")
                ? Optional.of(new PathPattern(kind, text.substring(prefix.length())))
                : Optional.empty();
    }

    /** Orders patterns that match one path: exact, then the longest prefix, then extension, then everything. */
    boolean isMoreSpecificThan(PathPattern other) {
        return kind == other.kind ? text.length() > other.text.length() : kind.compareTo(other.kind) < 0;
    }
}
