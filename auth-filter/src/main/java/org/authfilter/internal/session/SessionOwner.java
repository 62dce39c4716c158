package org.authfilter.internal.session;

import jakarta.servlet.http.HttpSession;
import org.authfilter.User;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.common.RandomTokens;
import org.jspecify.annotations.Nullable;

/**
 * Remembers in an HTTP session which user it belonged to first, so that another user gets another HTTP session (R16), even
 * after {@code session-end=forget}. The stored value is a digest: it shows no name.
 */
final class SessionOwner {

    static final String ATTRIBUTE = "org.authfilter.owner";

    private SessionOwner() {}

    /** Whether the HTTP session belongs, or belonged, to another user than that of {@code signedIn}. */
    static boolean isAnother(HttpSession httpSession, UserSession signedIn) {
        Object owner = httpSession.getAttribute(ATTRIBUTE);
        return owner != null && !digest(signedIn).equals(AttributeValues.text(owner));
    }

    static void remember(HttpSession httpSession, UserSession signedIn) {
        httpSession.setAttribute(ATTRIBUTE, AttributeValues.of(httpSession, digest(signedIn)));
    }

    /** From now on, the HTTP session belongs to another user than that of any sign-in. */
    static void blockSignIns(HttpSession httpSession) {
        httpSession.setAttribute(ATTRIBUTE, AttributeValues.of(httpSession, ""));
    }

    /** Equal for two sessions of one user, as {@link UserSession#isSameUserAs} says; random for a user without an identity. */
    private static String digest(UserSession session) {
        User user = session.user();
        if (user.subject() != null) {
            return digest("subject", session.provider(), user.issuer(), user.subject());
        }
        return user.email() == null
                ? RandomTokens.create()
                : digest("name", session.provider(), user.issuer(), user.name(), user.email());
    }

    /** The length in front of each part keeps different parts from giving one text. */
    private static String digest(@Nullable String... parts) {
        StringBuilder text = new StringBuilder();
        for (@Nullable String part : parts) {
            text.append(part == null ? "-" : part.length() + ":" + part).append('\n');
        }
        return Digests.sha256(text.toString());
    }
}
