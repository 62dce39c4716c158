package org.authfilter.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.authfilter.User;
import org.authfilter.event.TokensRefreshed;
import org.jspecify.annotations.Nullable;

/** The latest refreshes of each user, collected from the events that auth-filter fires. Thread-safe. */
@ApplicationScoped
public class RefreshHistory {

    private static final int KEPT = 12;

    private final Map<String, List<Refresh>> byUser = new ConcurrentHashMap<>();

    /** One refresh; the number counts a user's refreshes since the application was started. */
    public record Refresh(int number, Instant at, @Nullable Instant expiresAt) {}

    void add(@Observes TokensRefreshed event) {
        byUser.merge(
                key(event.user()),
                List.of(new Refresh(1, Instant.now(), event.expiresAt())),
                (earlier, first) -> prepend(first.get(0), earlier));
    }

    /** The latest refreshes of {@code user}, the latest first. */
    public List<Refresh> of(User user) {
        return byUser.getOrDefault(key(user), List.of());
    }

    /** The number of refreshes of {@code user} since the application was started. */
    public int countOf(User user) {
        List<Refresh> latest = of(user);
        return latest.isEmpty() ? 0 : latest.get(0).number();
    }

    private static List<Refresh> prepend(Refresh refresh, List<Refresh> earlier) {
        int number = earlier.get(0).number() + 1;
        Refresh latest = new Refresh(number, refresh.at(), refresh.expiresAt());
        return Stream.concat(Stream.of(latest), earlier.stream()).limit(KEPT).toList();
    }

    private static String key(User user) {
        return Objects.requireNonNullElse(user.subject(), user.name());
    }
}
