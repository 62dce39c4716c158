package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.authfilter.internal.config.SessionEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

class PayaraSessionValueTest {

    private static final UserSession ALICE = SignedInSessions.of("sign-in-1", "alice");

    private final Sessions sessions =
            new Sessions(SessionEnd.INVALIDATE, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1");
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private MockHttpServletRequest request = new MockHttpServletRequest();

    /** Payara looks for its notes by hash code and equality, in a cache of each HTTP session. */
    @ParameterizedTest
    @CsvSource({
        "Payara Micro #badassfish, false",
        "Eclipse GlassFish 8.0.0, false",
        "WildFly Full 39.0.1.Final (WildFly Core 31.0.3.Final) - 2.3.20.Final, true"
    })
    void R7_a_note_of_another_thread_about_what_is_stored_is_found(String server, boolean isFound) throws Exception {
        signInOn(server);
        Map<Object, Boolean> notes = new ConcurrentHashMap<>();
        Thread other;
        do {
            other = new Thread(() -> allStored().forEach(value -> notes.put(value, false)));
        } while ((other.getId() - Thread.currentThread().getId()) % 4096 == 0);
        other.start();
        other.join();

        assertThat(allStored()).hasSize(3).allMatch(value -> notes.containsKey(value) == isFound);
    }

    @Test
    void the_notes_of_a_thread_do_not_add_up() {
        Map<Object, Boolean> notes = new HashMap<>();
        for (int refresh = 0; refresh < 10; refresh++) {
            signInOn("Payara Server 6.2025.10 #badassfish");
            notes.put(stored(), false);
            notes.put(stored(), true);
        }

        assertThat(notes).hasSize(1).containsEntry(stored(), true);
    }

    @Test
    void R7_the_session_is_read_after_a_fail_over() throws Exception {
        signInOn("Payara Server 6.2025.10 #badassfish");
        Object replicated = copy(stored());

        request.getSession().setAttribute(HttpSessionStore.ATTRIBUTE, replicated);

        MockHttpServletRequest next = SignedInSessions.next(request, response);
        assertThat(sessions.of(next, new MockHttpServletResponse()).load()).isEqualTo(ALICE);
    }

    @Test
    void R16_the_owner_and_the_provider_are_read_after_a_fail_over() throws Exception {
        signInOn("Payara Server 6.2025.10 #badassfish");
        HttpSession session = request.getSession();
        session.setAttribute(SessionOwner.ATTRIBUTE, copy(session.getAttribute(SessionOwner.ATTRIBUTE)));
        session.setAttribute(ProviderIdentities.ATTRIBUTE, copy(session.getAttribute(ProviderIdentities.ATTRIBUTE)));

        assertThat(SessionOwner.isAnother(session, ALICE)).isFalse();
        assertThat(SessionOwner.isAnother(session, SignedInSessions.of("sign-in-2", "bob")))
                .isTrue();
        MockHttpServletRequest next = SignedInSessions.next(request, response);
        assertThat(sessions.of(next, new MockHttpServletResponse()).load()).isEqualTo(ALICE);
    }

    private void signInOn(String server) {
        request = new MockHttpServletRequest(new MockServletContext() {
            @Override
            public String getServerInfo() {
                return server;
            }
        });
        sessions.begin(request, response, ALICE);
    }

    private List<Object> allStored() {
        HttpSession session = request.getSession();
        return Collections.list(session.getAttributeNames()).stream()
                .map(session::getAttribute)
                .toList();
    }

    private Object stored() {
        return request.getSession().getAttribute(HttpSessionStore.ATTRIBUTE);
    }

    private static Object copy(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(value);
        return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }
}
