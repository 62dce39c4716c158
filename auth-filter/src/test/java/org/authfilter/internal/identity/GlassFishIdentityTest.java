package org.authfilter.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.authfilter.User;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;

/** A later dispatch may be on a thread that served another caller. */
class GlassFishIdentityTest {

    private final List<String> events = new ArrayList<>();
    private final HttpServletRequest own = new MockHttpServletRequest() {
        @Override
        public boolean authenticate(HttpServletResponse response) {
            return events.add("authenticate");
        }

        @Override
        public void logout() {
            events.add("logout");
        }
    };
    private final HttpServletRequest wrapped = new HttpServletRequestWrapper(own) {
        @Override
        public void logout() {
            events.add("sign-out");
        }
    };
    private final GlassFishIdentity identity = new GlassFishIdentity(null, new MockServletContext());

    @Test
    void a_dispatch_of_a_caller_begins_and_ends_without_another_caller() throws Exception {
        User alice = new User("alice", null, List.of(), null, null);

        identity.resume(wrapped, new MockHttpServletResponse(), alice, () -> events.add("work"));

        assertThat(events).containsExactly("logout", "authenticate", "work", "logout");
    }

    @Test
    void an_anonymous_dispatch_begins_without_another_caller() throws Exception {
        identity.resume(wrapped, new MockHttpServletResponse(), null, () -> events.add("work"));

        assertThat(events).containsExactly("logout", "work");
    }

    @Test
    void the_container_forgets_its_caller_without_a_sign_out() throws Exception {
        ((MockHttpServletRequest) own).setUserPrincipal(new User("alice", null, List.of(), null, null));

        identity.forget(wrapped);

        assertThat(events).containsExactly("logout");
    }
}
