package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.authfilter.internal.config.PathRules;

/**
 * Where a request goes inside the application.
 *
 * @param served the path as the server understood it: servletPath and pathInfo
 * @param plain the same without empty and dot segments, path parameters and a closing slash
 * @param isBelowPrefix whether a servlet that is mapped to a prefix serves it; {@code /*} is none, it serves everything
 */
public record RequestPath(String served, String plain, boolean isBelowPrefix) {

    public static RequestPath of(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        String served = request.getServletPath() + (pathInfo == null ? "" : pathInfo);
        return new RequestPath(served, plain(served), isBelowPrefix(request));
    }

    /** Whether the path is spelt in a way that servers and applications understand differently. */
    public static boolean isAmbiguous(String requestUri) {
        String uri = requestUri.toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%3b", ";");
        return uri.contains("%2f")
                || uri.contains("%5c")
                || uri.contains("%00")
                || uri.contains("..;")
                || uri.contains("\\");
    }

    /** Protected if either spelling is: whoever serves the request may understand either. */
    public boolean isProtectedBy(PathRules rules) {
        return isProtected(served, rules) || (!plain.equals(served) && isProtected(plain, rules));
    }

    private boolean isProtected(String path, PathRules rules) {
        return isBelowPrefix ? rules.isProtectedBelowPrefix(path) : rules.isProtected(path);
    }

    /** Whether this is {@code parent} or below it. */
    public boolean isAtOrBelow(String parent) {
        return served.equals(parent) || served.startsWith(parent + "/");
    }

    private static boolean isBelowPrefix(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        return mapping.getMappingMatch() == MappingMatch.PATH
                && !mapping.getPattern().equals("/*");
    }

    private static String plain(String path) {
        boolean isPlain = path.startsWith("/")
                && !path.endsWith("/")
                && path.indexOf(';') < 0
                && !path.contains("//")
                && !path.contains("/.");
        return isPlain ? path : simplified(path);
    }

    private static String simplified(String path) {
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
