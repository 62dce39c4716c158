package org.authfilter.internal.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.authfilter.User;
import org.authfilter.internal.refresh.Caller;
import org.jspecify.annotations.Nullable;

/** The request of an authenticated caller, as the application sees it. Its user stays the same until it ends (R14). */
final class AuthenticatedRequest extends HttpServletRequestWrapper {

    /** The request attribute with the user; all dispatches of the request read it. */
    static final String USER = "org.authfilter.user";

    private static final String ANY_AUTHENTICATED_USER = "**";

    private final Caller caller;

    AuthenticatedRequest(HttpServletRequest request, Caller caller) {
        super(request);
        this.caller = caller;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return user();
    }

    @Override
    public @Nullable String getRemoteUser() {
        User user = user();
        return user == null ? null : user.name();
    }

    @Override
    public boolean isUserInRole(String role) {
        User user = user();
        return user != null && (user.roles().contains(role) || role.equals(ANY_AUTHENTICATED_USER));
    }

    @Override
    public @Nullable String getAuthType() {
        return user() == null ? null : "auth-filter";
    }

    /** Returns {@code true} without a call of the container, which does not know the caller. */
    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
        return user() != null || super.authenticate(response);
    }

    /** Ends the session and signs out at the issuer (Servlet 6.0, section 13.3). */
    @Override
    public void logout() {
        removeAttribute(USER);
        caller.signOut();
    }

    private @Nullable User user() {
        return (User) getAttribute(USER);
    }
}
