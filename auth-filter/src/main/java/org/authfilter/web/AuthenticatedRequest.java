package org.authfilter.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.authfilter.User;
import org.authfilter.refresh.Visitor;
import org.jspecify.annotations.Nullable;

/** The request as the application sees it when somebody is signed in. Its user stays the same to its end (R14). */
final class AuthenticatedRequest extends HttpServletRequestWrapper {

    private static final String ANY_AUTHENTICATED_USER = "**";

    private final Visitor visitor;
    private @Nullable User user;

    AuthenticatedRequest(HttpServletRequest request, Visitor visitor, User user) {
        super(request);
        this.visitor = visitor;
        this.user = user;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return user;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return user == null ? null : user.name();
    }

    @Override
    public boolean isUserInRole(String role) {
        return user != null && (user.roles().contains(role) || role.equals(ANY_AUTHENTICATED_USER));
    }

    @Override
    public @Nullable String getAuthType() {
        return user == null ? null : "auth-filter";
    }

    /** Signs out here and at the issuer (Servlet 6.0, section 13.3). */
    @Override
    public void logout() {
        user = null;
        visitor.signOut();
    }
}
