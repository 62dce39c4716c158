package org.authfilter.it.old;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code ?N} sends the error N; without it, it throws. */
public class FailingServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getQueryString() == null) {
            throw new IllegalStateException("The application failed");
        }
        response.sendError(Integer.parseInt(request.getQueryString()));
    }
}
