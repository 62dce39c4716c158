package org.authfilter.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response, as far as its session needs them: the key comes with the request, and the response takes it
 * to the browser. To be used by the thread of the request only.
 */
final class RequestExchange {

    /** The key of a session that began with this request: its cookie is in the response. */
    private static final String NEW_KEY = "org.authfilter.newKey";

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    RequestExchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    private SessionKeyCookie cookie() {
        return new SessionKeyCookie(request, response);
    }

    PresentedKeys presentedKeys(@Nullable HttpSession httpSession) {
        if (httpSession == null) {
            return PresentedKeys.NONE;
        }
        return request.getAttribute(NEW_KEY) instanceof SessionKey key
                ? PresentedKeys.of(key)
                : SessionKeyCookie.keys(request);
    }

    @Nullable
    String userAgent() {
        return request.getHeader("User-Agent");
    }

    void sessionBegun(SessionKey key) {
        request.setAttribute(NEW_KEY, key);
        cookie().set(key);
    }

    /** Sends the id of the HTTP session, which another response has sent or will send. */
    void repeatSessionId() {
        cookie().setSessionId(request.getSession());
    }

    void sessionEnded() {
        if (request.getAttribute(NEW_KEY) != null
                || !SessionKeyCookie.values(request).isEmpty()) {
            request.removeAttribute(NEW_KEY);
            cookie().delete();
        }
    }

    /** Gives the HTTP session that remains a new id, if the response can still tell it. */
    void changeSessionId() {
        if (!cookie().isTooLate()) {
            try {
                request.changeSessionId();
            } catch (IllegalStateException invalidatedMeanwhile) {
                return;
            }
        }
    }
}
