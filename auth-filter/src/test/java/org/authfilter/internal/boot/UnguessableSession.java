package org.authfilter.internal.boot;

import jakarta.servlet.http.HttpSession;
import java.util.UUID;
import org.authfilter.testkit.IssuedSecrets;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

/** A session whose id a search finds wherever it is printed; Spring's ids are 1, 2, 3. */
final class UnguessableSession extends MockHttpSession {

    private String id = newId();

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = newId();
        return id;
    }

    private static String newId() {
        String id = UUID.randomUUID().toString();
        IssuedSecrets.add("session id", id);
        return id;
    }

    /** A request whose new session is an {@code UnguessableSession}. */
    static class Request extends MockHttpServletRequest {

        Request(String method, String path) {
            super(method, path);
        }

        @Override
        public HttpSession getSession(boolean create) {
            if (create && super.getSession(false) == null) {
                setSession(new UnguessableSession());
            }
            return super.getSession(create);
        }
    }
}
