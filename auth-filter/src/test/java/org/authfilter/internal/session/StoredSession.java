package org.authfilter.internal.session;

import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the HTTP session of a browser has stored, with its tokens, as one reads it who has the cookie with the key. */
public final class StoredSession {

    private final HttpSession httpSession;
    private final SessionKey key;

    /** The session of the browser whose cookie {@code auth-filter-key} has the value {@code key}. */
    public StoredSession(HttpSession httpSession, String key) {
        this.httpSession = httpSession;
        this.key = SessionKey.parse(key).orElseThrow();
    }

    public UserSession read() {
        return SessionCodec.decode(httpSession.getAttribute(HttpSessionStore.ATTRIBUTE), key);
    }

    /** Removes members, as a version of the jar would that does not know them. */
    public void remove(List<String> members) {
        @SuppressWarnings("unchecked")
        Map<String, Object> stored =
                new HashMap<>((Map<String, Object>) httpSession.getAttribute(HttpSessionStore.ATTRIBUTE));
        TokenEncryption encryption = new TokenEncryption(key, stored.get("id") + "/tokens");
        Map<String, String> secrets =
                encryption.decrypt((String) stored.get("encrypted")).orElseThrow();
        secrets.keySet().removeAll(members);
        stored.keySet().removeAll(members);
        stored.put("encrypted", encryption.encrypt(secrets));
        httpSession.setAttribute(HttpSessionStore.ATTRIBUTE, Map.copyOf(stored));
    }
}
