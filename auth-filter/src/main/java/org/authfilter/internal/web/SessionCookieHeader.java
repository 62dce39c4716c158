package org.authfilter.internal.web;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Adds {@code SameSite} to the session cookie, because Payara reads it from the configuration but does not send it. */
public final class SessionCookieHeader {

    private static final String SET_COOKIE = "Set-Cookie";
    private static final String SAME_SITE = "SameSite";

    private SessionCookieHeader() {}

    /** Adds the configured {@code SameSite} to the session cookie of the response, if it has none. */
    public static void complete(HttpServletRequest request, HttpServletResponse response) {
        SessionCookieConfig config = request.getServletContext().getSessionCookieConfig();
        String sameSite = config.getAttribute(SAME_SITE);
        List<String> cookies = new ArrayList<>(response.getHeaders(SET_COOKIE));
        if (sameSite == null || cookies.stream().noneMatch(cookie -> isIncomplete(cookie, config.getName()))) {
            return;
        }
        cookies.replaceAll(
                cookie -> isIncomplete(cookie, config.getName()) ? cookie + "; " + SAME_SITE + "=" + sameSite : cookie);
        response.setHeader(SET_COOKIE, cookies.get(0));
        cookies.stream().skip(1).forEach(cookie -> response.addHeader(SET_COOKIE, cookie));
    }

    private static boolean isIncomplete(String cookie, @Nullable String configuredName) {
        String name = configuredName == null ? "JSESSIONID" : configuredName;
        return cookie.startsWith(name + "=") && !cookie.toLowerCase(Locale.ROOT).contains("samesite=");
    }
}
