package org.authfilter.it.app.unsafe;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.AccessToken;

/** Servlets and the like serve many requests at once. */
public final class WebComponents {

    private WebComponents() {}

    @WebServlet("/unsafe")
    public static class TokenServlet extends HttpServlet {
        @Inject
        @AccessToken
        String token;
    }

    @WebFilter("/unsafe")
    public static class TokenFilter extends HttpFilter {
        @Inject
        @AccessToken
        String token;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
        }
    }

    @WebListener
    public static class TokenListener implements ServletContextListener {
        @Inject
        @AccessToken
        String token;

        @Override
        public void contextInitialized(ServletContextEvent event) {
            event.getServletContext().setAttribute("token", token);
        }
    }
}
