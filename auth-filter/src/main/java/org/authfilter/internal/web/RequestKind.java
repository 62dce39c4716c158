package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/**
 * A request is either for a page or a call. A call gets JSON and the true status code, and is never redirected.
 *
 * <p>{@code Sec-Fetch-Mode: navigate} is a page, whatever else the request carries: browsers inside of other programs send
 * {@code X-Requested-With} with each navigation. Without {@code Sec-Fetch-Mode} a page is a request that accepts
 * {@code text/html}, unless a script marks it as its own.
 */
public enum RequestKind {
    PAGE,
    CALL;

    public static RequestKind of(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        boolean isPage = mode == null ? acceptsHtml(request) && !isByScript(request) : mode.equals("navigate");
        return isPage ? PAGE : CALL;
    }

    private static boolean acceptsHtml(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Accept")).stream()
                .anyMatch(accept -> accept.toLowerCase(Locale.ROOT).contains("text/html"));
    }

    private static boolean isByScript(HttpServletRequest request) {
        return "XMLHttpRequest".equalsIgnoreCase(request.getHeader("X-Requested-With"))
                || request.getHeader("HX-Request") != null
                || request.getHeader("Faces-Request") != null;
    }
}
