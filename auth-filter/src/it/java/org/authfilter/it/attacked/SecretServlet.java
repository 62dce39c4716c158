package org.authfilter.it.attacked;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends a secret for each method and each kind of mapping. */
@WebServlet({"/secret", "/secrets/*", "*.secret"})
public class SecretServlet extends HttpServlet {

    /** What no anonymous caller may ever read. */
    public static final String SECRET = "the-secret-of-the-house";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(SECRET);
    }
}
