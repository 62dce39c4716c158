package org.authfilter.internal.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.authfilter.internal.web.ContainerIdentity.Work;
import org.jspecify.annotations.Nullable;

/** The {@code Cache-Control} of an application's response that has none of its own (RFC 9111, section 5.2.2). */
final class CacheControl {

    private static final String HEADER = "Cache-Control";

    private CacheControl() {}

    /**
     * Runs {@code application} with a default in the response, which a header of the application replaces. One that is
     * added when the response is committed already counts beside it.
     *
     * @param value the default; {@code null}: none
     */
    static void run(HttpServletResponse response, @Nullable String value, Work application)
            throws IOException, ServletException {
        if (value == null || response.containsHeader(HEADER)) {
            application.run();
            return;
        }
        response.setHeader(HEADER, value);
        application.run();
        if (!response.isCommitted()) {
            List<String> values = new ArrayList<>(response.getHeaders(HEADER));
            if (values.isEmpty()) {
                response.setHeader(HEADER, value);
            } else if (values.size() > 1 && values.remove(value)) {
                response.setHeader(HEADER, values.get(0));
                values.stream().skip(1).forEach(own -> response.addHeader(HEADER, own));
            }
        }
    }
}
