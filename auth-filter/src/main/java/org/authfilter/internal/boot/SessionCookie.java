package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.net.URI;
import java.util.EnumSet;
import org.authfilter.internal.web.PercentEncoding;
import org.jspecify.annotations.Nullable;

/**
 * The session cookie: HttpOnly and SameSite=Lax, unless web.xml configures it differently; Secure with an https
 * {@code base-url}, and on each response to a request that is secure.
 */
final class SessionCookie {

    private static final String SAME_SITE = "SameSite";

    private SessionCookie() {}

    /** A session id in an address would get into logs, the Referer and links that users share. */
    static void trackByCookieOnly(ServletContext context, WebXml webXml) {
        if (!webXml.hasTrackingMode()) {
            context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
        }
    }

    /** Browsers compare the path with that of an address as it is written, and Undertow refuses one that is not ASCII. */
    static void encodePath(ServletContext context, WebXml webXml) {
        String encoded = PercentEncoding.encodeContextPath(context.getContextPath());
        if (!encoded.equals(context.getContextPath()) && !webXml.hasInCookieConfig("path")) {
            context.getSessionCookieConfig().setPath(encoded);
        }
    }

    static void secure(ServletContext context, WebXml webXml, @Nullable URI baseUrl) {
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        if (!webXml.hasInCookieConfig("http-only")) {
            cookie.setHttpOnly(true);
        }
        if (cookie.getAttribute(SAME_SITE) == null) {
            cookie.setAttribute(SAME_SITE, "Lax");
        }
        boolean isHttps = baseUrl != null && baseUrl.getScheme().equals("https");
        if (isHttps && !webXml.hasInCookieConfig("secure")) {
            cookie.setSecure(true);
        }
    }
}
