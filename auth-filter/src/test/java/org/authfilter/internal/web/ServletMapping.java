package org.authfilter.internal.web;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A second implementation of Servlet 6.0, sections 3.5 and 12.1, on the patterns as configured. */
final class ServletMapping {

    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-fA-F]{2})");
    private static final int EXACT = 4_000_000;
    private static final int PREFIX = 3_000_000;
    private static final int EXTENSION = 2_000_000;
    private static final int EVERYTHING = 1_000_000;

    private ServletMapping() {}

    static boolean isProtected(List<String> guarding, List<String> opening, String path) {
        return rank(guarding, path) > rank(opening, path);
    }

    /** The rank of the most specific matching pattern; 0: none matches. */
    private static int rank(List<String> patterns, String path) {
        if (patterns.contains(path) && path.startsWith("/") && !path.contains("*")) {
            return EXACT;
        }
        for (String parent = path; !parent.isEmpty(); parent = parent.substring(0, parent.lastIndexOf('/') + 1)) {
            parent = parent.endsWith("/") ? parent.substring(0, parent.length() - 1) : parent;
            if (!parent.isEmpty() && patterns.contains(parent + "/*")) {
                return PREFIX + parent.length();
            }
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            if (patterns.contains("*" + name.substring(dot))) {
                return EXTENSION + name.length() - dot;
            }
        }
        return patterns.contains("/*") ? EVERYTHING : 0;
    }

    /** The path without path parameters, empty segments, dot segments and a trailing slash. */
    static String normalized(String path) {
        String normalized = ("/" + path + "/").replaceAll(";[^/]*", "");
        String before;
        do {
            before = normalized;
            normalized = normalized.replace("//", "/").replace("/./", "/").replaceFirst("^/\\.\\./", "/");
            normalized = normalized.replaceFirst("/(?!\\.{1,2}/)[^/]+/\\.\\./", "/");
        } while (!normalized.equals(before));
        return normalized.length() > 1 ? normalized.substring(0, normalized.length() - 1) : normalized;
    }

    static String decoded(String requestUri) {
        return ESCAPE.matcher(requestUri).replaceAll(ServletMapping::octet);
    }

    private static String octet(MatchResult escape) {
        char octet = (char) Integer.parseInt(escape.group(1), 16);
        return octet == '\\' || octet == '$' ? "\\" + octet : String.valueOf(octet);
    }
}
