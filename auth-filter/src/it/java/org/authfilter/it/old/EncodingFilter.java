package org.authfilter.it.old;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The filter of an application that speaks Latin-1; notes whom it sees. */
public class EncodingFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setCharacterEncoding("ISO-8859-1");
        ((HttpServletResponse) response).setHeader("X-Filter-Saw", ((HttpServletRequest) request).getRemoteUser());
        chain.doFilter(request, response);
    }
}
