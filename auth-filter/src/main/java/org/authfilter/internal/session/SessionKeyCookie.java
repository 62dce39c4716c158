package org.authfilter.internal.session;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        // Each request of a caller runs this, and a stream would cost more than all else here
        List<String> values = new ArrayList<>(1);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(NAME) && values.size() < MAX_VALUES) {
                values.add(cookie.getValue());
            }
        }
        return values;
    }

    void set(SessionKey key) {
        response.addCookie(cookie(key.text()));
    }

    /** Deletes the cookie, unless the response has begun. */
    void delete() {
        if (!isTooLate()) {
            Cookie cookie = cookie("");
            cookie.setMaxAge(0);
            response.addCookie(cookie);
        }
    }

    /** Whether the response has begun, so that it takes no further cookie. */
    boolean isTooLate() {
        return response.isCommitted();
    }

    private Cookie cookie(String value) {
        SessionCookieConfig config = request.getServletContext().getSessionCookieConfig();
        Cookie cookie = new Cookie(NAME, value);
        config.getAttributes().forEach((name, attribute) -> {
            if (!OWN_ATTRIBUTES.contains(name.toLowerCase(Locale.ROOT))) {
                cookie.setAttribute(name, attribute);
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
