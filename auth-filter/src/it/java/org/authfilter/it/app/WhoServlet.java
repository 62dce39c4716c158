package org.authfilter.it.app;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** An existing servlet that knows nothing of auth-filter: says who asks, as the servlet API tells. */
@WebServlet({"/who", "/public/who"})
public class WhoServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter()
                .printf(
                        "remoteUser=%s principal=%s user=%s admin=%s",
                        request.getRemoteUser(),
                        request.getUserPrincipal() == null
                                ? null
                                : request.getUserPrincipal().getName(),
                        request.isUserInRole("user"),
                        request.isUserInRole("admin"));
    }
}
