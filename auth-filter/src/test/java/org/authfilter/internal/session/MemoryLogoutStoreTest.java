package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;

class MemoryLogoutStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MutableClock clock = new MutableClock(NOW);
    private final MemoryLogoutStore store = new MemoryLogoutStore(clock);

    @Test
    void an_entry_expires() {
        assertThat(store.isEmpty()).isTrue();
        store.put("a", NOW, MINUTE);

        clock.advance(MINUTE.minusNanos(1));
        assertThat(store.find("a")).isEqualTo(NOW);
        assertThat(store.isEmpty()).isFalse();

        clock.advance(Duration.ofNanos(1));
        assertThat(store.find("a")).isNull();
        assertThat(store.isEmpty()).isTrue();
    }

    @Test
    void a_later_logout_replaces_an_earlier_one() {
        store.put("a", NOW, MINUTE);
        store.put("a", NOW.plusSeconds(5), MINUTE);

        assertThat(store.find("a")).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void a_later_logout_outlives_the_end_of_an_earlier_one() {
        store.put("a", NOW, MINUTE);
        clock.advance(Duration.ofSeconds(30));
        store.put("a", clock.instant(), MINUTE);
        clock.advance(Duration.ofSeconds(30));
        store.put("b", clock.instant(), MINUTE);

        assertThat(store.find("a")).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void an_id_is_used_for_the_first_time_once() {
        assertThat(store.isFirstUse("jti", MINUTE)).isTrue();
        assertThat(store.isFirstUse("jti", MINUTE)).isFalse();
    }

    @Test
    void a_flood_evicts_the_oldest_entries_and_does_not_fill_the_memory() {
        store.put("oldest", NOW, MINUTE);
        for (int i = 0; i < 100_000; i++) {
            store.put("flood-" + i, NOW, MINUTE);
        }

        assertThat(store.find("oldest")).isNull();
        assertThat(store.find("flood-1")).isNotNull();
    }
}
