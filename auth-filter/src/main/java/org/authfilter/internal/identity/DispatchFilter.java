package org.authfilter.internal.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.authfilter.User;
import org.authfilter.internal.web.ContainerIdentity;

/** Restores the caller in a forward and an include, where WildFly sets its own identity again. */
final class DispatchFilter implements Filter {

    private static final String NAME = "auth-filter-dispatches";

    static void register(ServletContext context) {
        FilterRegistration.Dynamic registration = context.addFilter(NAME, new DispatchFilter());
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.FORWARD, DispatcherType.INCLUDE), false, "/*");
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(ContainerIdentity.USER) instanceof User caller) {
            ElytronCaller.run(caller, () -> chain.doFilter(request, response));
        } else {
            chain.doFilter(request, response);
        }
    }
}
