package org.authfilter.internal.web;

import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Completes the session cookie: Payara reads {@code SameSite} from the configuration but does not send it, and not every
 * server adds {@code Secure} to a cookie that it sends over https.
 */
public final class SessionCookieHeader {

    private static final String SET_COOKIE = "Set-Cookie";
    private static final String SAME_SITE = "SameSite";
    private static final String SECURE = "Secure";

    private SessionCookieHeader() {}

    /**
     * Adds the configured {@code SameSite}, and {@code Secure} if the request is secure, where the session cookie of the
     * response is without them. Does nothing once the response is committed.
     */
    public static void complete(HttpServletRequest request, HttpServletResponse response) {
        if (response.isCommitted() || !response.containsHeader(SET_COOKIE)) {
            return;
        }
        SessionCookieConfig config = request.getServletContext().getSessionCookieConfig();
        String start = (config.getName() == null ? "JSESSIONID" : config.getName()) + "=";
        List<String> cookies = new ArrayList<>(response.getHeaders(SET_COOKIE));
        boolean isChanged = false;
        for (int i = 0; i < cookies.size(); i++) {
            String cookie = cookies.get(i);
            if (cookie.startsWith(start)) {
                cookies.set(i, complete(cookie, config.getAttribute(SAME_SITE), request.isSecure()));
                isChanged |= !cookies.get(i).equals(cookie);
            }
        }
        if (isChanged) {
            response.setHeader(SET_COOKIE, cookies.get(0));
            cookies.stream().skip(1).forEach(cookie -> response.addHeader(SET_COOKIE, cookie));
        }
    }

    private static String complete(String cookie, @Nullable String sameSite, boolean isSecure) {
        String attributes = cookie.toLowerCase(Locale.ROOT).replace(" ", "") + ";";
        boolean lacksSameSite = sameSite != null && !attributes.contains(";samesite=");
        return cookie
                + (lacksSameSite ? "; " + SAME_SITE + "=" + sameSite : "")
                + (isSecure && !attributes.contains(";secure;") ? "; " + SECURE : "");
    }
}
