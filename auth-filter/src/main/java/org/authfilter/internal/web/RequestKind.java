package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request is either for a page or a call. A call gets JSON and the true status code, and is never redirected. */
public enum RequestKind {
    PAGE,
    CALL;

    private static final List<String> HEADERS_OF_A_CALL = List.of("X-Requested-With", "HX-Request", "Faces-Request");

    public static RequestKind of(HttpServletRequest request) {
        for (String header : HEADERS_OF_A_CALL) {
            if (request.getHeader(header) != null) {
                return CALL;
            }
        }
        String mode = request.getHeader("Sec-Fetch-Mode");
        boolean isPage = mode == null ? acceptsHtml(request.getHeader("Accept")) : mode.equals("navigate");
        return isPage ? PAGE : CALL;
    }

    private static boolean acceptsHtml(@Nullable String accept) {
        return accept != null && accept.contains("text/html");
    }
}
