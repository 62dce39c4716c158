package org.authfilter.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The address at the provider that a browser is still to be redirected to for its sign-out. It contains an ID token, so it
 * is stored encrypted like a token set: under a key of its own that only the browser has.
 */
public final class PendingProviderLogout {

    static final String ATTRIBUTE = "org.authfilter.signOutVisit";
    private static final String CONTEXT = "sign-out";
    private static final String ADDRESS = "address";

    private PendingProviderLogout() {}

    /** Keeps {@code address} until it is taken, ten minutes at most unless the application has its own session. */
    public static void keep(HttpServletRequest request, HttpServletResponse response, String address) {
        SessionKey key = SessionKey.create();
        String encrypted = new TokenEncryption(key, CONTEXT).encrypt(Map.of(ADDRESS, address));
        ShortLivedSession.sessionOf(request).setAttribute(ATTRIBUTE, encrypted);
        new SessionKeyCookie(request, response).set(key);
    }

    /** Takes the address away, so that it serves once; {@code null} if there is none for this browser. */
    public static @Nullable String take(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return null;
        }
        try {
            if (!(session.getAttribute(ATTRIBUTE) instanceof String encrypted)) {
                return null;
            }
            session.removeAttribute(ATTRIBUTE);
            new SessionKeyCookie(request, response).delete();
            return decrypted(encrypted, new PresentedKeys(SessionKeyCookie.values(request)));
        } catch (IllegalStateException invalidatedMeanwhile) {
            return null;
        }
    }

    private static @Nullable String decrypted(String encrypted, PresentedKeys keys) {
        return keys.keys()
                .flatMap(key -> new TokenEncryption(key, CONTEXT).decrypt(encrypted).stream())
                .findFirst()
                .map(texts -> texts.get(ADDRESS))
                .orElse(null);
    }
}
