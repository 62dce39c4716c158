package org.authfilter.it.app;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** A filter that only has a session: what the server charges for each security that keeps one. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class SessionFilter implements Filter {

    private static final String ATTRIBUTE = "user";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (((HttpServletRequest) request).getSession().getAttribute(ATTRIBUTE) == null) {
            ((HttpServletRequest) request).getSession().setAttribute(ATTRIBUTE, "alice");
        }
        chain.doFilter(request, response);
    }
}
