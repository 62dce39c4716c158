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
 * Signs users in, keeps their access tokens fresh, and protects the paths of the application.
 *
 * <h2>Installation</h2>
 *
 * None. The jar in {@code WEB-INF/lib} registers this filter itself, for {@code /*}, before every filter of the
 * application.
 *
 * <h2>Configuration</h2>
 *
 * By system properties, environment variables, MicroProfile Config, context-params or annotations; none of them names
 * this class. To use init-params, declare the filter with this name and class:
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
 * It is mapped for the dispatcher types REQUEST, ASYNC and ERROR. It protects paths and refreshes tokens on REQUEST only.
 * Thread-safe, as the container requires it.
 */
public class AuthFilter implements Filter {

    private @Nullable Filter guard;

    /**
     * Called by the container.
     *
     * @throws ServletException if the initializer of the jar did not run: the WAR must not start unprotected
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
