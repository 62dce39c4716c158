package org.authfilter.internal.session;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Map;
import org.authfilter.internal.common.ServerFamily;
import org.jspecify.annotations.Nullable;

/**
 * What is set as the value of an attribute of the HTTP session. Every server can serialize it: it is a JDK type, but on
 * Payara and GlassFish, which may lose such a value.
 *
 * @see PayaraSessionValue
 */
final class AttributeValues {

    private static final String TEXT = "text";

    private AttributeValues() {}

    static Map<String, Serializable> of(HttpSession httpSession, Map<String, Serializable> members) {
        return isOnPayara(httpSession) ? new PayaraSessionValue(members) : members;
    }

    static Serializable of(HttpSession httpSession, String text) {
        return isOnPayara(httpSession) ? new PayaraSessionValue(Map.of(TEXT, text)) : text;
    }

    /** Returns the text in a value; {@code null} if there is none. */
    static @Nullable String text(@Nullable Object value) {
        Object text = value instanceof Map<?, ?> members ? members.get(TEXT) : value;
        return text instanceof String found ? found : null;
    }

    private static boolean isOnPayara(HttpSession httpSession) {
        return ContainerSession.serverOf(httpSession) == ServerFamily.GLASSFISH;
    }
}
