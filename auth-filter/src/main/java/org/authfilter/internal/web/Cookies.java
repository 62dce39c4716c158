package org.authfilter.internal.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.stream.Stream;

/** Reads the cookies of a request. */
public final class Cookies {

    private Cookies() {}

    /** Returns the values of all cookies with this name, in the order of the request. */
    public static Stream<String> values(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue);
    }
}
