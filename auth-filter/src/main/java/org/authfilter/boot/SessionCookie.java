package org.authfilter.boot;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The session cookie: HttpOnly, SameSite=Lax and Secure on an https site, unless the application says otherwise. */
final class SessionCookie {

    private static final String SAME_SITE = "SameSite";

    private SessionCookie() {}

    static void secure(ServletContext context, @Nullable URI baseUrl) {
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        cookie.setHttpOnly(true);
        if (cookie.getAttribute(SAME_SITE) == null) {
            cookie.setAttribute(SAME_SITE, "Lax");
        }
        if (baseUrl != null && baseUrl.getScheme().equals("https")) {
            cookie.setSecure(true);
        }
    }
}
