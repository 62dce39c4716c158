package org.authfilter.internal.endpoint;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What answers one method of one path. */
@FunctionalInterface
interface Endpoint {
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException;
}
