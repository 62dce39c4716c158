package org.authfilter.internal.boot;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;

/**
 * Responds with 503 to every request, where auth-filter could not start. Open Liberty only logs the exception of an
 * initializer and then serves the application, which would be unprotected.
 */
final class ClosedFilter implements Filter {

    private static final String NAME = AuthFilterInitializer.FILTER_NAME + "-closed";

    /** Puts the filter before all others, for every path and dispatch. */
    static void register(ServletContext context) {
        FilterRegistration.Dynamic registration = context.addFilter(NAME, new ClosedFilter());
        if (registration != null) {
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        HttpServletResponse refused = (HttpServletResponse) response;
        refused.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        refused.setHeader("Cache-Control", "no-store");
        refused.setContentType("text/plain;charset=UTF-8");
        refused.getWriter()
                .write("This application is closed: auth-filter could not start. The reason is in the server's log.\n");
    }
}
