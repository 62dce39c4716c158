package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.session.SessionStore;

/** The protection of the application's own paths against cross-site requests ({@code csrf-protection}). Thread-safe. */
final class CsrfProtection {

    /** RFC 9110, section 9.2.1. */
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Settings settings;
    private final SameOrigin sameOrigin;

    CsrfProtection(Settings settings, SameOrigin sameOrigin) {
        this.settings = settings;
        this.sameOrigin = sameOrigin;
    }

    /** Whether another site made the browser send this request with the session cookie (CSRF, CWE-352). */
    boolean isForgery(HttpServletRequest request, RequestPath path, SessionStore store) {
        return settings.csrfProtection()
                && (SAFE_METHODS.contains(request.getMethod())
                        ? isWebSocket(request) && sameOrigin.isOriginForeign(request)
                        : sameOrigin.isRefuted(request))
                && !path.isExemptBy(settings.csrfExemptPaths())
                && store.load() != null;
    }

    /** A page of any site may open a WebSocket, which CORS does not limit (CWE-1385). */
    private static boolean isWebSocket(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }
}
