package org.authfilter.internal.session;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.function.Function;
import org.authfilter.internal.common.ServerFamily;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP session of a request, or none. Another request may invalidate it at any moment; from then on this is like
 * none. Thread-safe.
 */
final class ContainerSession {

    static final String ATTRIBUTE = "org.authfilter.session";

    private final @Nullable HttpSession httpSession;

    ContainerSession(@Nullable HttpSession httpSession) {
        this.httpSession = httpSession;
    }

    /** Returns the HTTP session, which may be invalid; {@code null} if there is none. */
    @Nullable
    HttpSession httpSession() {
        return httpSession;
    }

    /** Returns the stored value; {@code null} if there is none. */
    @Nullable
    Object value() {
        return value(ATTRIBUTE);
    }

    /** Returns the value of an attribute; {@code null} if there is none. */
    @Nullable
    Object value(String attribute) {
        try {
            return httpSession == null ? null : httpSession.getAttribute(attribute);
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }

    /** Removes the stored value. Returns whether the HTTP session still exists. */
    boolean removeValue() {
        return Boolean.TRUE.equals(withSession(session -> {
            session.removeAttribute(ATTRIBUTE);
            return true;
        }));
    }

    /** How long the container keeps an idle session; {@code null}: without limit. */
    @Nullable
    Duration timeout() {
        Integer seconds = withSession(HttpSession::getMaxInactiveInterval);
        return seconds == null || seconds <= 0 ? null : Duration.ofSeconds(seconds);
    }

    /**
     * Whether one node should write the HTTP session at a time. WildFly writes a distributable one when the last of its
     * requests on a node ends: first the attributes, then the access times. That request may hold the lock of the
     * attributes and wait for that of the access times, while a request on another node holds the latter and waits for the
     * attributes, until both give up (seen on WildFly 39, after 15 seconds and more).
     */
    boolean prefersOneWriter() {
        return Boolean.TRUE.equals(withSession(session -> serverOf(session) == ServerFamily.WILDFLY));
    }

    static ServerFamily serverOf(HttpSession httpSession) {
        return ServerFamily.of(httpSession.getServletContext().getServerInfo());
    }

    /** From now on a sign-in gets another HTTP session: this one is about to be invalidated. */
    void blockSignIns() {
        var unused = withSession(session -> {
            SessionOwner.blockSignIns(session);
            return true;
        });
    }

    void invalidate() {
        var unused = withSession(session -> {
            session.invalidate();
            return true;
        });
    }

    /** Returns the result of {@code access}; {@code null} without a valid HTTP session. */
    <T> @Nullable T withSession(Function<HttpSession, @Nullable T> access) {
        try {
            return httpSession == null ? null : access.apply(httpSession);
        } catch (IllegalStateException invalidated) {
            return null;
        }
    }
}
