package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.authfilter.User;
import org.authfilter.internal.session.DecodedSessions.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The memory of a session: its tokens, encrypted in the HTTP session and ready for use beside it (R1), and the rest. */
class SessionMemoryTest {

    private static final int SESSIONS = 5_000;
    private static final int TOKENS = 3 * 1000;
    private static final int REST = 3000;

    @Test
    void R1_a_session_takes_the_memory_of_its_tokens_twice_and_little_more(TestReporter report) {
        List<Object> stored = new ArrayList<>(SESSIONS);
        DecodedSessions decoded = new DecodedSessions();
        long before = usedMemory();
        for (int i = 0; i < SESSIONS; i++) {
            SessionKey key = SessionKey.create();
            UserSession session = session("user" + i);
            Object value = SessionCodec.encode(session, key, "node");
            decoded.add(value, new Decoded(session, key));
            stored.add(value);
        }
        long bytes = (usedMemory() - before) / SESSIONS;

        report.publishEntry("bytes of a session", String.valueOf(bytes));
        assertThat(stored).hasSize(decoded.size());
        assertThat(bytes).isLessThan(TOKENS + base64(TOKENS) + REST);
    }

    private static UserSession session(String name) {
        UserSession any = SignedInSessions.withTokensOf(TOKENS / 3);
        return new UserSession(
                UUID.randomUUID().toString(),
                any.provider(),
                new User(name, name + "@example.org", List.of("user", "admin"), "sub-" + name, null),
                any.tokens(),
                any.startedAt(),
                any.lastActivity());
    }

    private static int base64(int bytes) {
        return bytes * 4 / 3;
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
