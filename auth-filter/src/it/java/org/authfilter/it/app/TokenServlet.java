package org.authfilter.it.app;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Supplier;
import org.authfilter.AccessToken;

/** Shows the caller's access token, for a test to try at its issuer. */
@WebServlet("/token")
public class TokenServlet extends HttpServlet {

    @Inject
    @AccessToken
    Supplier<String> accessToken;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.getWriter().print(accessToken.get());
    }
}
