package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.authfilter.ActiveSession;
import org.authfilter.User;
import org.authfilter.internal.boot.LogRecords;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.MemorySharedStore;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedActiveSessionsTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final MemorySharedStore store = new MemorySharedStore(clock);
    private final SharedStoreClient client = new SharedStoreClient(store, "shop.", clock, LONGEST_WAIT);
    private final LogoutRegistry logouts =
            new LogoutRegistry(new MemoryLogoutStore(clock), () -> Duration.ofDays(1), clock);

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

        try (LogRecords log = new LogRecords()) {
            assertThat(node().list("backend", "alice")).isEmpty();
            assertThat(log.lines("WARNING"))
                    .contains("The list of sessions is unavailable:"
                            + " java.lang.IllegalStateException: the store was switched off");
        }
    }

    @Test
    void end_of_all_sessions_fails_while_the_store_is_down() {
        node().begun(session("one"), "Laptop/1");
        store.isDown(true);

        assertThatThrownBy(() -> node().endAll("backend", "alice"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none was ended");
    }

    @Test
    void oldest_session_ends_also_if_many_are_allowed() {
        ActiveSessions node = node(300);
        for (int i = 0; i < 301; i++) {
            node.begun(session("session-" + i), "Laptop/1");
        }

        assertThat(logouts.isEnded("session-0")).isTrue();
        assertThat(logouts.isEnded("session-1")).isFalse();
        assertThat(node.list("backend", "alice")).hasSize(300);
    }

    private ActiveSessions node() {
        return node(null);
    }

    private ActiveSessions node(Integer maxSessionsPerUser) {
        return new ActiveSessions(client.blocking(), logouts, () -> Duration.ofDays(1), maxSessionsPerUser, clock);
    }

    private UserSession session(String id) {
        clock.advance(Duration.ofSeconds(1));
        Instant now = clock.instant();
        User user = new User("alice", null, List.of(), null, null);
        TokenSet tokens = new TokenSet("access-of-" + id, "refresh-of-" + id, null, now, null, null);
        return new UserSession(id, "backend", user, tokens, now, now);
    }
}
