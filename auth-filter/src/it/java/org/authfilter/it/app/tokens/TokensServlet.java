package org.authfilter.it.app.tokens;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.AccessToken;

/** A servlet asks anew each time. */
@WebServlet("/public/token")
public class TokensServlet extends HttpServlet {

    @Inject
    @AccessToken
    transient Provider<String> token;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.getWriter().print(token.get());
    }
}
