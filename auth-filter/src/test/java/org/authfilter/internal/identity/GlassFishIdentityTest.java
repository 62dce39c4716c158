package org.authfilter.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.authfilter.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

/** A later dispatch may be on a thread that served another caller. */
public class GlassFishIdentityTest {

    private static final List<String> EVENTS = new ArrayList<>();

    private final HttpServletRequest own = new MockHttpServletRequest() {
        @Override
        public boolean authenticate(HttpServletResponse response) {
            return EVENTS.add("authenticate");
        }

        @Override
        public void logout() {
            EVENTS.add("logout");
        }
    };
    private final HttpServletRequest wrapped = new HttpServletRequestWrapper(own) {
        @Override
        public void logout() {
            EVENTS.add("sign-out");
        }
    };
    private final GlassFishIdentity identity = new GlassFishIdentity(null, new MockServletContext(), forget());

    /** What the server does with the thread. */
    public static void forgetCaller() {
        EVENTS.add("forget");
    }

    private static Method forget() {
        try {
            return GlassFishIdentityTest.class.getMethod("forgetCaller");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void clear() {
        EVENTS.clear();
    }

    @Test
    void a_dispatch_of_a_caller_begins_and_ends_without_another_caller() throws Exception {
        User alice = new User("alice", null, List.of(), null, null);

        identity.resume(wrapped, new MockHttpServletResponse(), alice, () -> EVENTS.add("work"));

        assertThat(EVENTS).containsExactly("forget", "authenticate", "work", "forget");
    }

    @Test
    void an_anonymous_dispatch_begins_and_ends_without_another_caller() throws Exception {
        identity.resume(wrapped, new MockHttpServletResponse(), null, () -> EVENTS.add("work"));

        assertThat(EVENTS).containsExactly("forget", "work", "forget");
    }

    @Test
    void another_server_has_not_the_class_that_is_needed() {
        ServletContext context = new MockServletContext();

        assertThatThrownBy(() -> GlassFishIdentity.of(null, context)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_container_forgets_its_caller_without_a_sign_out() throws Exception {
        ((MockHttpServletRequest) own).setUserPrincipal(new User("alice", null, List.of(), null, null));

        identity.forget(wrapped);

        assertThat(EVENTS).containsExactly("logout");
    }
}
