package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves the requests of one method to one path. */
@FunctionalInterface
interface Endpoint {

    void serve(EndpointContext ctx) throws IOException, ServletException;

    /** Responds to a request whose body is too long or malformed. */
    default void refuseMalformed(EndpointContext ctx) throws IOException {
        ctx.refuse(HttpServletResponse.SC_BAD_REQUEST, "The body can't be read");
    }
}
