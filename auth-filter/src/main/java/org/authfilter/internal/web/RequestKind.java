package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a request wants a page or is a call. A call gets JSON and true status codes, and never a redirect. */
public enum RequestKind {
    PAGE,
    CALL;

    private static final List<String> MARKS_OF_A_CALL = List.of("X-Requested-With", "HX-Request", "Faces-Request");

    public static RequestKind of(HttpServletRequest request) {
        for (String mark : MARKS_OF_A_CALL) {
            if (request.getHeader(mark) != null) {
                return CALL;
            }
        }
        String mode = request.getHeader("Sec-Fetch-Mode");
        boolean isPage = mode == null ? namesHtml(request.getHeader("Accept")) : mode.equals("navigate");
        return isPage ? PAGE : CALL;
    }

    private static boolean namesHtml(@Nullable String accept) {
        return accept != null && accept.contains("text/html");
    }
}
