package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/** The other origins whose scripts may read the responses of the library (Fetch, section 3.2). Immutable. */
public final class CorsOrigins {

    private final List<Origin> origins;

    public CorsOrigins(List<URI> origins) {
        this.origins = origins.stream()
                .map(uri -> Origin.parse(uri.toString()).orElseThrow())
                .toList();
    }

    /** Whether a browser asks if a script of another origin may send a request (Fetch, section 4.8). */
    static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS") && request.getHeader("Access-Control-Request-Method") != null;
    }

    /** Lets the origin of the request read the response, if it is one of these. */
    void allow(HttpServletRequest request, HttpServletResponse response) {
        if (origins.isEmpty()) {
            return;
        }
        if (!response.getHeaders("Vary").contains("Origin")) {
            response.addHeader("Vary", "Origin");
        }
        Origin.parse(Objects.requireNonNullElse(request.getHeader("Origin"), ""))
                .filter(origin -> origins.stream().anyMatch(origin::isSameAs))
                .ifPresent(origin -> {
                    response.setHeader("Access-Control-Allow-Origin", origin.toString());
                    response.setHeader("Access-Control-Allow-Credentials", "true");
                });
    }
}
