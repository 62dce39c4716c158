package org.authfilter.it.old;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /dispatch/forward} and {@code /dispatch/include}: leaves the response, or a part of it, to {@code /who}. */
public class DispatchServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        RequestDispatcher who = request.getRequestDispatcher("/who");
        if ("/forward".equals(request.getPathInfo())) {
            who.forward(request, response);
        } else {
            response.getWriter().print("included: ");
            who.include(request, response);
        }
    }
}
