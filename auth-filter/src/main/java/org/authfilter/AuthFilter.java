package org.authfilter;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.authfilter.internal.web.RequestGuard;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in, keeps their access token fresh and guards what is protected.
 *
 * <h2>Installation</h2>
 *
 * None: the jar in {@code WEB-INF/lib} registers this filter by itself, for {@code /*}, before every filter of the
 * application.
 *
 * <h2>Configuration</h2>
 *
 * By system properties, environment, MicroProfile Config, context-params or annotations, without naming this class. For
 * init-params, declare it by name and class:
 *
 * <pre>{@code
 * <filter>
 *   <filter-name>auth-filter</filter-name>
 *   <filter-class>org.authfilter.AuthFilter</filter-class>
 *   <async-supported>true</async-supported>
 *   <init-param>
 *     <param-name>provider.backend.type</param-name>
 *     <param-value>credentials</param-value>
 *   </init-param>
 * </filter>
 * }</pre>
 *
 * A {@code <filter-mapping>} is not needed. A wrong configuration fails the deployment.
 *
 * <h2>Limits</h2>
 *
 * It is mapped for the dispatches REQUEST, ASYNC and ERROR; guarding and refreshing happen on REQUEST only.
 */
public class AuthFilter implements Filter {

    private @Nullable Filter guard;

    /**
     * Takes up the work.
     *
     * @throws ServletException if the jar's initializer did not run, so that a WAR is never left unguarded
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        guard = (Filter) config.getServletContext().getAttribute(RequestGuard.ATTRIBUTE);
        if (guard == null) {
            throw new ServletException("auth-filter was not started: its ServletContainerInitializer did not run. If"
                    + " web.xml has an <absolute-ordering>, name auth_filter in it.");
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (guard == null) {
            throw new ServletException("auth-filter was not started");
        }
        guard.doFilter(request, response, chain);
    }
}
