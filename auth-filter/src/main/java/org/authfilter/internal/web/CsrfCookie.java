package org.authfilter.internal.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.authfilter.internal.common.RandomTokens;
import org.jspecify.annotations.Nullable;

/**
 * The CSRF token of a client that sends neither {@code Origin} nor {@code Sec-Fetch-Site}. It is kept in a cookie, so
 * that it needs no session.
 */
public final class CsrfCookie {

    private static final String NAME = "auth-filter-csrf";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private CsrfCookie() {}

    /** Returns the client's token; sets a cookie with a new one if the request carries none. */
    public static String tokenOf(HttpServletRequest request, HttpServletResponse response, Site site) {
        return find(request).orElseGet(() -> issue(request, response, site));
    }

    static boolean matches(HttpServletRequest request, @Nullable String token) {
        return token != null
                && find(request)
                        .filter(expected -> MessageDigest.isEqual(bytes(expected), bytes(token)))
                        .isPresent();
    }

    private static Optional<String> find(HttpServletRequest request) {
        return Cookies.values(request, NAME)
                .filter(value -> TOKEN.matcher(value).matches())
                .findFirst();
    }

    private static String issue(HttpServletRequest request, HttpServletResponse response, Site site) {
        String token = RandomTokens.create();
        Cookie cookie = new Cookie(NAME, token);
        cookie.setPath(site.root(request) + "/");
        cookie.setHttpOnly(true);
        cookie.setSecure(site.isSecure(request));
        cookie.setAttribute("SameSite", "Strict");
        response.addCookie(cookie);
        return token;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
