package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same-origin proof: whether a page of this application sent a request. Browsers prove it by {@code Sec-Fetch-Site} or
 * {@code Origin}; a client that sends neither header needs a CSRF token.
 */
public final class SameOrigin {

    private final Site site;

    public SameOrigin(Site site) {
        this.site = site;
    }

    /**
     * Whether the request has the same-origin proof.
     *
     * @param csrfToken the token in the request; {@code null} if there is none
     */
    public boolean isProven(HttpServletRequest request, @Nullable String csrfToken) {
        List<String> fetchSites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        if (fetchSites.isEmpty() && origins.isEmpty()) {
            return CsrfCookie.matches(request, csrfToken);
        }
        return isProven(request, fetchSites, origins);
    }

    /**
     * Whether a browser sent the request without the same-origin proof. A request with neither header is none of a browser:
     * all current browsers send at least one of them with an unsafe request. Reads headers only.
     */
    boolean isRefuted(HttpServletRequest request) {
        List<String> fetchSites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        return !(fetchSites.isEmpty() && origins.isEmpty()) && !isProven(request, fetchSites, origins);
    }

    /** Whether an {@code Origin} is there that is not the application's. Each browser sends one with a WebSocket handshake. */
    boolean isOriginForeign(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Origin")).stream().anyMatch(origin -> !isOwn(request, origin));
    }

    private boolean isProven(HttpServletRequest request, List<String> fetchSites, List<String> origins) {
        if (fetchSites.size() > 1 || origins.size() > 1) {
            return false;
        }
        boolean sameOrigin = fetchSites.contains("same-origin");
        boolean otherOrigin = fetchSites.contains("cross-site") || fetchSites.contains("same-site");
        boolean ownOrigin = !origins.isEmpty() && isOwn(request, origins.get(0));
        boolean foreignOrigin =
                !origins.isEmpty() && !ownOrigin && !origins.get(0).equals("null");
        return (sameOrigin || ownOrigin) && !otherOrigin && !foreignOrigin;
    }

    private boolean isOwn(HttpServletRequest request, String origin) {
        return Origin.parse(origin).filter(site.origin(request)::isSameAs).isPresent();
    }
}
