package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code Cache-Control} of an application's response that has none of its own (RFC 9111, section 5.2.2). */
final class CacheControl {

    private static final String HEADER = "Cache-Control";

    private CacheControl() {}

    /**
     * Adds a default, which a header of the application replaces.
     *
     * @param value the default; {@code null}: none
     * @return {@code value} if it was added; {@code null} otherwise
     */
    static @Nullable String addDefault(HttpServletResponse response, @Nullable String value) {
        if (value == null || response.containsHeader(HEADER)) {
            return null;
        }
        response.setHeader(HEADER, value);
        return value;
    }

    /**
     * Removes the default once the application is done, if the application has added a header of its own. One that was
     * added when the response was committed already counts beside it.
     *
     * @param value the default that was added
     */
    static void replaceDefault(HttpServletResponse response, String value) {
        if (response.isCommitted() || response.getHeaders(HEADER).size() == 1) {
            return;
        }
        List<String> values = new ArrayList<>(response.getHeaders(HEADER));
        if (values.isEmpty()) {
            response.setHeader(HEADER, value);
        } else if (values.remove(value)) {
            response.setHeader(HEADER, values.get(0));
            values.stream().skip(1).forEach(own -> response.addHeader(HEADER, own));
        }
    }
}
