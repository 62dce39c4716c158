package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a POST comes from a page of this application. Browsers prove it by {@code Sec-Fetch-Site} or {@code Origin};
 * whoever sends neither of them needs a CSRF token.
 */
public final class SameOrigin {

    private final Site site;

    public SameOrigin(Site site) {
        this.site = site;
    }

    /**
     * Judges one request.
     *
     * @param csrfToken what the request carries as a token, if anything
     */
    public boolean isProven(HttpServletRequest request, @Nullable String csrfToken) {
        List<String> fetchSites = Collections.list(request.getHeaders("Sec-Fetch-Site"));
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        if (fetchSites.isEmpty() && origins.isEmpty()) {
            return CsrfCookie.matches(request, csrfToken);
        }
        if (fetchSites.size() > 1 || origins.size() > 1) {
            return false;
        }
        boolean fromHere = fetchSites.contains("same-origin");
        boolean csrfRejected = fetchSites.contains("cross-site") || fetchSites.contains("same-site");
        boolean ourOrigin = !origins.isEmpty() && isOurs(request, origins.get(0));
        boolean foreignOrigin =
                !origins.isEmpty() && !ourOrigin && !origins.get(0).equals("null");
        return (fromHere || ourOrigin) && !csrfRejected && !foreignOrigin;
    }

    private boolean isOurs(HttpServletRequest request, String origin) {
        return Origin.parse(origin).filter(site.origin(request)::isSameAs).isPresent();
    }
}
