package org.authfilter.internal.web;

import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.internal.config.PathPatterns;
import org.authfilter.internal.config.PathRules;
import org.authfilter.internal.config.RequiredRoles;

/**
 * The path of a request inside the application.
 *
 * @param served the path as the server maps it: servletPath and pathInfo
 * @param normalized {@code served} without empty segments, dot segments, path parameters and a trailing slash
 * @param resource the resource as the servlet names it that serves it
 * @param isBelowPrefix whether a servlet with a prefix mapping serves it; {@code /*} does not count as a prefix
 */
record RequestPath(String served, String normalized, ServedResource resource, boolean isBelowPrefix) {

    static RequestPath of(HttpServletRequest request, ServedResources resources) {
        String served = served(request);
        String normalized = normalized(served);
        HttpServletMapping mapping = request.getHttpServletMapping();
        return new RequestPath(served, normalized, resources.of(request, mapping, normalized), isBelowPrefix(mapping));
    }

    static String served(HttpServletRequest request) {
        String pathInfo = request.getPathInfo();
        return pathInfo == null ? request.getServletPath() : request.getServletPath() + pathInfo;
    }

    /** Whether the address is ambiguous, or brings a session that may not come from an address. */
    static boolean isRefused(HttpServletRequest request) {
        return isAmbiguous(request.getRequestURI()) || bringsSession(request);
    }

    /** Payara reads a session id from the address whatever the tracking modes are. */
    private static boolean bringsSession(HttpServletRequest request) {
        return request.isRequestedSessionIdFromURL()
                && request.isRequestedSessionIdValid()
                && !request.getServletContext()
                        .getEffectiveSessionTrackingModes()
                        .contains(SessionTrackingMode.URL);
    }

    /** Whether servers and applications may read this path in different ways. */
    static boolean isAmbiguous(String requestUri) {
        if (requestUri.indexOf('%') < 0 && requestUri.indexOf(';') < 0 && requestUri.indexOf('\\') < 0) {
            return false;
        }
        String uri = requestUri.toLowerCase(Locale.ROOT).replace("%2e", ".").replace("%3b", ";");
        return uri.contains("%2f")
                || uri.contains("%5c")
                || uri.contains("%00")
                || uri.contains("..;")
                || uri.contains("\\");
    }

    /**
     * Protected if the served or the normalized path is, since the application may use either, or if the resource is
     * protected under another name.
     */
    boolean isProtectedBy(PathRules rules) {
        return isProtected(served, rules)
                || (!normalized.equals(served) && isProtected(normalized, rules))
                || resource.isProtectedBy(rules, normalized);
    }

    /** Whether {@code patterns} exempt the path: they have to match the served and the normalized path. */
    boolean isExemptBy(PathPatterns patterns) {
        return isBelowPrefix
                ? patterns.matchBelowPrefix(served) && patterns.matchBelowPrefix(normalized)
                : patterns.match(served) && patterns.match(normalized);
    }

    /** Whether {@code roles} are enough for the path and for the resource, under each of their names. */
    boolean isOpenTo(Collection<String> roles, RequiredRoles required) {
        return required.areMetBy(
                roles,
                Stream.concat(
                                Stream.of(served, normalized).flatMap(path -> required.decidingOn(path, isBelowPrefix)),
                                resource.names().stream()
                                        .flatMap(name -> required.decidingOn(name, resource.asNamed())))
                        .collect(Collectors.toSet()));
    }

    private boolean isProtected(String path, PathRules rules) {
        return isBelowPrefix ? rules.isProtectedBelowPrefix(path) : rules.isProtected(path);
    }

    /** Whether the path is {@code parent} or below it. */
    boolean isAtOrBelow(String parent) {
        return served.startsWith(parent)
                && (served.length() == parent.length() || served.charAt(parent.length()) == '/');
    }

    private static boolean isBelowPrefix(HttpServletMapping mapping) {
        return mapping.getMappingMatch() == MappingMatch.PATH
                && !mapping.getPattern().equals("/*");
    }

    static String normalized(String path) {
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
