package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.authfilter.internal.config.PathRules;

/**
 * The path of a request inside the application.
 *
 * @param served the path as the server maps it: servletPath and pathInfo
 * @param normalized {@code served} without empty segments, dot segments, path parameters and a trailing slash
 * @param isBelowPrefix whether a servlet with a prefix mapping serves it; {@code /*} does not count as a prefix
 */
record RequestPath(String served, String normalized, boolean isBelowPrefix) {

    static RequestPath of(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        String served = request.getServletPath() + (pathInfo == null ? "" : pathInfo);
        return new RequestPath(served, normalized(served), isBelowPrefix(request));
    }

    /** Whether servers and applications may read this path in different ways. */
    static boolean isAmbiguous(String requestUri) {
        String uri = requestUri.toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%3b", ";");
        return uri.contains("%2f")
                || uri.contains("%5c")
                || uri.contains("%00")
                || uri.contains("..;")
                || uri.contains("\\");
    }

    /** Protected if either the served or the normalized path is, since the application may use either. */
    boolean isProtectedBy(PathRules rules) {
        return isProtected(served, rules) || (!normalized.equals(served) && isProtected(normalized, rules));
    }

    private boolean isProtected(String path, PathRules rules) {
        return isBelowPrefix ? rules.isProtectedBelowPrefix(path) : rules.isProtected(path);
    }

    /** Whether the path is {@code parent} or below it. */
    boolean isAtOrBelow(String parent) {
        return served.equals(parent) || served.startsWith(parent + "/");
    }

    private static boolean isBelowPrefix(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        return mapping.getMappingMatch() == MappingMatch.PATH
                && !mapping.getPattern().equals("/*");
    }

    private static String normalized(String path) {
        boolean isNormalized = path.startsWith("/")
                && !path.endsWith("/")
                && path.indexOf(';') < 0
                && !path.contains("//")
                && !path.contains("/.");
        return isNormalized ? path : normalizedSegments(path);
    }

    private static String normalizedSegments(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            String name = withoutParameters(segment);
            if (name.equals("..")) {
                segments.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                segments.addLast(name);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String withoutParameters(String segment) {
        int semicolon = segment.indexOf(';');
        return semicolon < 0 ? segment : segment.substring(0, semicolon);
    }
}
