package org.authfilter.internal.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;

/** The container's own request below all wrappers, whose {@code logout()} does not sign out. */
final class ContainerRequest {

    private ContainerRequest() {}

    static HttpServletRequest of(HttpServletRequest request) {
        ServletRequest own = request;
        while (own instanceof ServletRequestWrapper wrapper) {
            own = wrapper.getRequest();
        }
        return (HttpServletRequest) own;
    }

    /** Leaves no caller in the container. */
    static void forget(HttpServletRequest request) throws ServletException {
        HttpServletRequest own = of(request);
        if (own.getUserPrincipal() != null) {
            own.logout();
        }
    }
}
