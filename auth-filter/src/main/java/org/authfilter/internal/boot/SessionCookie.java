package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.SessionTrackingMode;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.ProviderSettings;
import org.jspecify.annotations.Nullable;

/** The session cookie: HttpOnly, SameSite=Lax and Secure on an https site, unless web.xml configures it differently. */
final class SessionCookie {

    private static final String SAME_SITE = "SameSite";

    private SessionCookie() {}

    /** A browser that returns from a provider does not send a strict cookie, so no sign-in could be completed. */
    static void failIfStrict(ServletContext context, List<ProviderSettings> providers) throws ServletException {
        String sameSite = context.getSessionCookieConfig().getAttribute(SAME_SITE);
        if ("Strict".equalsIgnoreCase(sameSite) && providers.stream().anyMatch(OidcSettings.class::isInstance)) {
            throw new ServletException(
                    "auth-filter can't start: the session cookie has SameSite=Strict, so browsers that"
                            + " return from an OpenID Provider don't send it; write Lax in web.xml, or leave it out.");
        }
    }

    /** A session id in an address would get into logs, the Referer and links that users share. */
    static void trackByCookieOnly(ServletContext context, WebXml webXml) {
        if (!webXml.hasTrackingMode()) {
            context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
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
