package org.authfilter.internal.web;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The rules of Servlet 6.0, sections 3.5 and 12.1, done again in another way, on the patterns as they are written. */
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

    /** How specific the best of the patterns is; 0: none matches. */
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

    /** The path without parameters, empty and dot segments, and closing slash. */
    static String plain(String path) {
        String plain = ("/" + path + "/").replaceAll(";[^/]*", "");
        String before;
        do {
            before = plain;
            plain = plain.replace("//", "/").replace("/./", "/").replaceFirst("^/\\.\\./", "/");
            plain = plain.replaceFirst("/(?!\\.{1,2}/)[^/]+/\\.\\./", "/");
        } while (!plain.equals(before));
        return plain.length() > 1 ? plain.substring(0, plain.length() - 1) : plain;
    }

    static String decoded(String requestUri) {
        return ESCAPE.matcher(requestUri).replaceAll(ServletMapping::octet);
    }

    private static String octet(MatchResult escape) {
        char octet = (char) Integer.parseInt(escape.group(1), 16);
        return octet == '\\' || octet == '$' ? "\\" + octet : String.valueOf(octet);
    }
}
