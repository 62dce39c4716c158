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

/** The session cookie: HttpOnly, SameSite=Lax and Secure on an https site, unless the application says otherwise. */
final class SessionCookie {

    private static final String SAME_SITE = "SameSite";

    private SessionCookie() {}

    /** A browser that comes back from a provider does not send a strict cookie: no sign-in could ever be completed. */
    static void failIfNeverSentByProviders(ServletContext context, List<ProviderSettings> providers)
            throws ServletException {
        String sameSite = context.getSessionCookieConfig().getAttribute(SAME_SITE);
        if ("Strict".equalsIgnoreCase(sameSite) && providers.stream().anyMatch(OidcSettings.class::isInstance)) {
            throw new ServletException(
                    "auth-filter can't start: the session cookie has SameSite=Strict, so browsers that"
                            + " come back from an OpenID Provider don't send it; write Lax in web.xml, or leave it out.");
        }
    }

    /** An id in an address is in logs, in the Referer and in links that people send each other. */
    static void trackByNothingElse(ServletContext context, WebXml webXml) {
        if (!webXml.saysHowSessionsAreTracked()) {
            context.setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
        }
    }

    static void secure(ServletContext context, WebXml webXml, @Nullable URI baseUrl) {
        SessionCookieConfig cookie = context.getSessionCookieConfig();
        if (!webXml.saysOfSessionCookie("http-only")) {
            cookie.setHttpOnly(true);
        }
        if (cookie.getAttribute(SAME_SITE) == null) {
            cookie.setAttribute(SAME_SITE, "Lax");
        }
        boolean isHttps = baseUrl != null && baseUrl.getScheme().equals("https");
        if (isHttps && !webXml.saysOfSessionCookie("secure")) {
            cookie.setSecure(true);
        }
    }
}
