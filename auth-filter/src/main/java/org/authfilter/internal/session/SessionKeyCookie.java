package org.authfilter.internal.session;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The cookie with the key of the session: HttpOnly, and in all else like the session cookie, so that both arrive together
 * or not at all. To be used by the thread of the request only.
 */
final class SessionKeyCookie {

    static final String NAME = "auth-filter-key";

    /** A browser sends one cookie for each path that it has one for; no application has so many paths. */
    private static final int MAX_VALUES = 8;

    private static final List<String> OWN_ATTRIBUTES = List.of("path", "domain", "max-age", "secure", "httponly");

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    SessionKeyCookie(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    /** The values in the request: that of the longest path comes first (RFC 6265, section 5.4). */
    static List<String> values(HttpServletRequest request) {
        return values(request, NAME);
    }

    private static List<String> values(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name) && values.size() < MAX_VALUES) {
                values.add(cookie.getValue());
            }
        }
        return values;
    }

    /** The keys in the request. */
    static PresentedKeys keys(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String first = null;
        for (int i = 0; cookies != null && i < cookies.length; i++) {
            if (cookies[i].getName().equals(NAME)) {
                if (first != null) {
                    return new PresentedKeys(values(request));
                }
                first = cookies[i].getValue();
            }
        }
        return first == null ? PresentedKeys.NONE : new PresentedKeys(first, List.of());
    }

    void set(SessionKey key) {
        response.addCookie(cookie(NAME, key.text()));
    }

    /** Sets the container's session cookie. Some servers add a route to the id, which stays as this request has it. */
    void setSessionId(HttpSession session) {
        SessionCookieConfig config = request.getServletContext().getSessionCookieConfig();
        String name = config.getName() == null ? "JSESSIONID" : config.getName();
        String requestedId = Objects.requireNonNullElse(request.getRequestedSessionId(), "");
        String route = values(request, name).stream()
                .filter(value -> value.startsWith(requestedId))
                .map(value -> value.substring(requestedId.length()))
                .findFirst()
                .orElse("");
        Cookie cookie = cookie(name, session.getId() + route);
        cookie.setHttpOnly(config.isHttpOnly());
        response.addCookie(cookie);
    }

    /** Deletes the cookie, unless the response has begun. */
    void delete() {
        if (!isTooLate()) {
            Cookie cookie = cookie(NAME, "");
            cookie.setMaxAge(0);
            response.addCookie(cookie);
        }
    }

    /** Whether the response has begun, so that it takes no further cookie. */
    boolean isTooLate() {
        return response.isCommitted();
    }

    private Cookie cookie(String name, String value) {
        SessionCookieConfig config = request.getServletContext().getSessionCookieConfig();
        Cookie cookie = new Cookie(name, value);
        config.getAttributes().forEach((attribute, text) -> {
            if (!OWN_ATTRIBUTES.contains(attribute.toLowerCase(Locale.ROOT))) {
                cookie.setAttribute(attribute, text);
            }
        });
        cookie.setPath(path(config));
        if (config.getDomain() != null) {
            cookie.setDomain(config.getDomain());
        }
        cookie.setMaxAge(config.getMaxAge());
        cookie.setSecure(config.isSecure() || request.isSecure());
        cookie.setHttpOnly(true);
        return cookie;
    }

    private String path(SessionCookieConfig config) {
        String path = config.getPath();
        if (path != null && !path.isEmpty()) {
            return path;
        }
        return request.getContextPath().isEmpty() ? "/" : request.getContextPath();
    }
}
