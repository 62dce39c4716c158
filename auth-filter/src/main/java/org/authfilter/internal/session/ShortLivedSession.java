package org.authfilter.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;

/**
 * HTTP sessions that were created only to carry something of ours through a visit to a provider. They live ten minutes;
 * a sign-in gives them back the life that the container meant for them.
 */
final class ShortLivedSession {

    static final String CONTAINER_SECONDS = "org.authfilter.containerTimeout";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private ShortLivedSession() {}

    /** The request's session; a new one is short-lived. */
    static HttpSession sessionOf(HttpServletRequest request) {
        HttpSession present = request.getSession(false);
        if (present != null) {
            return present;
        }
        HttpSession created = request.getSession();
        created.setAttribute(CONTAINER_SECONDS, created.getMaxInactiveInterval());
        created.setMaxInactiveInterval(Math.toIntExact(LIFETIME.toSeconds()));
        return created;
    }

    /** Gives a session its ordinary life. */
    static void end(HttpSession session) {
        if (session.getAttribute(CONTAINER_SECONDS) instanceof Integer seconds) {
            session.setMaxInactiveInterval(seconds);
            session.removeAttribute(CONTAINER_SECONDS);
        }
    }
}
