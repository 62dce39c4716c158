package org.authfilter.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** The address at the provider that a browser is still to visit for its sign-out; it holds an ID token. */
public final class PendingProviderLogout {

    static final String ATTRIBUTE = "org.authfilter.signOutVisit";

    private PendingProviderLogout() {}

    /** Keeps {@code address} until it is taken, ten minutes at most unless the application has its own session. */
    public static void keep(HttpServletRequest request, String address) {
        ShortLivedSession.sessionOf(request).setAttribute(ATTRIBUTE, address);
    }

    /** Takes the address away, so that it serves once; {@code null} if there is none. */
    public static @Nullable String take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return null;
        }
        try {
            Object kept = session.getAttribute(ATTRIBUTE);
            session.removeAttribute(ATTRIBUTE);
            return kept instanceof String address ? address : null;
        } catch (IllegalStateException invalidatedMeanwhile) {
            return null;
        }
    }
}
