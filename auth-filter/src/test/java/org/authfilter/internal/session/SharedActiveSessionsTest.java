package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.authfilter.ActiveSession;
import org.authfilter.User;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.MemorySharedStore;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedActiveSessionsTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final MemorySharedStore store = new MemorySharedStore(clock);
    private final SharedStoreClient client = new SharedStoreClient(store, "shop.", clock);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void nodes_with_one_store_list_the_sessions_of_all_nodes() {
        node().begun(session("one"), "Laptop/1");
        node().begun(session("two"), "Phone/2");

        assertThat(node().list("backend", "alice"))
                .extracting(ActiveSession::id)
                .containsExactly("one", "two");
    }

    @Test
    void list_is_empty_while_the_store_is_down() {
        node().begun(session("one"), "Laptop/1");
        store.isDown(true);

        assertThat(node().list("backend", "alice")).isEmpty();
    }

    private ActiveSessions node() {
        LogoutRegistry logouts = new LogoutRegistry(new MemoryLogoutStore(clock), () -> Duration.ofDays(1), clock);
        return new ActiveSessions(client.blocking(), logouts, () -> Duration.ofDays(1), null, clock);
    }

    private UserSession session(String id) {
        clock.advance(Duration.ofSeconds(1));
        Instant now = clock.instant();
        User user = new User("alice", null, List.of(), null, null);
        TokenSet tokens = new TokenSet("access-of-" + id, "refresh-of-" + id, null, now, null, null);
        return new UserSession(id, "backend", user, tokens, now, now);
    }
}
