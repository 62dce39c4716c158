package org.authfilter.internal.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import org.authfilter.User;
import org.authfilter.internal.refresh.Caller;
import org.jspecify.annotations.Nullable;

/** The request of an authenticated caller, as the application sees it. Its user stays the same until it ends (R14). */
final class AuthenticatedRequest extends SessionStartingRequest {

    private static final String ANY_AUTHENTICATED_USER = "**";

    private final Caller caller;
    private final ContainerIdentity identity;

    AuthenticatedRequest(
            HttpServletRequest request, HttpServletResponse response, Caller caller, ContainerIdentity identity) {
        super(request, response);
        this.caller = caller;
        this.identity = identity;
    }

    /**
     * Returns the container's principal if it is of this user: Payara and GlassFish take a principal other than their own
     * for the application's, which has no roles.
     */
    @Override
    public @Nullable Principal getUserPrincipal() {
        User user = user();
        return user == null || !isKnownToContainer(user) ? user : super.getUserPrincipal();
    }

    private boolean isKnownToContainer(User user) {
        Principal known = super.getUserPrincipal();
        return known != null && known.getName().equals(user.name());
    }

    @Override
    public @Nullable String getRemoteUser() {
        User user = user();
        return user == null ? null : user.name();
    }

    /** The container adds the roles of {@code <security-role-ref>} and of its own descriptors. */
    @Override
    public boolean isUserInRole(String role) {
        User user = user();
        return user != null
                && (user.roles().contains(role)
                        || role.equals(ANY_AUTHENTICATED_USER)
                        || (isKnownToContainer(user) && super.isUserInRole(role)));
    }

    @Override
    public @Nullable String getAuthType() {
        return user() == null ? null : "auth-filter";
    }

    /** Returns {@code true} without a call of the container, which may not know the caller. */
    @Override
    public boolean authenticate(HttpServletResponse response) throws IOException, ServletException {
        return user() != null || super.authenticate(response);
    }

    /** Ends the session and signs out at the issuer (Servlet 6.0, section 13.3). */
    @Override
    public void logout() throws ServletException {
        removeAttribute(ContainerIdentity.USER);
        identity.forget((HttpServletRequest) getRequest());
        caller.signOut();
    }

    private @Nullable User user() {
        return (User) getAttribute(ContainerIdentity.USER);
    }
}
