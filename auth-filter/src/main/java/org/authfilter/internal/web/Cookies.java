package org.authfilter.internal.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.stream.Stream;

/** Reads the cookies of a request and sets those of a response. */
public final class Cookies {

    private Cookies() {}

    /** Returns the values of all cookies with this name, in the order of the request. */
    public static Stream<String> values(HttpServletRequest request, String name) {
        return all(request).filter(cookie -> cookie.getName().equals(name)).map(Cookie::getValue);
    }

    /** Returns all cookies, in the order of the request. */
    public static Stream<Cookie> all(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies);
    }

    /** Sets a cookie that is HttpOnly and SameSite=Lax; a lifetime of zero removes it. */
    public static void set(
            HttpServletResponse response, String name, String value, String path, boolean isSecure, Duration lifetime) {
        set(response, name, value, path, isSecure, lifetime, "Lax");
    }

    /** Sets a cookie that the browser sends along with a POST of another site as well: SameSite=None, thus Secure. */
    public static void setForCrossSitePost(
            HttpServletResponse response, String name, String value, String path, Duration lifetime) {
        set(response, name, value, path, true, lifetime, "None");
    }

    private static void set(
            HttpServletResponse response,
            String name,
            String value,
            String path,
            boolean isSecure,
            Duration lifetime,
            String sameSite) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath(path);
        cookie.setHttpOnly(true);
        cookie.setSecure(isSecure);
        cookie.setMaxAge(Math.toIntExact(lifetime.toSeconds()));
        cookie.setAttribute("SameSite", sameSite);
        response.addCookie(cookie);
    }
}
