package org.authfilter.sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.authfilter.TokensRefreshed;
import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/** The latest renewals of each user, collected from the events that auth-filter fires. Thread-safe. */
@ApplicationScoped
public class Renewals {

    private static final int KEPT = 12;

    private final Map<String, List<Renewal>> byUser = new ConcurrentHashMap<>();

    /** One renewal; the number counts a user's renewals since the application was started. */
    public record Renewal(int number, Instant at, @Nullable Instant expiresAt) {}

    void add(@Observes TokensRefreshed event) {
        byUser.merge(
                key(event.user()),
                List.of(new Renewal(1, Instant.now(), event.expiresAt())),
                (earlier, first) -> prepend(first.get(0), earlier));
    }

    /** The latest first. */
    public List<Renewal> of(User user) {
        return byUser.getOrDefault(key(user), List.of());
    }

    /** How many there were since the application was started. */
    public int countOf(User user) {
        List<Renewal> latest = of(user);
        return latest.isEmpty() ? 0 : latest.get(0).number();
    }

    private static List<Renewal> prepend(Renewal renewal, List<Renewal> earlier) {
        int number = earlier.get(0).number() + 1;
        Renewal latest = new Renewal(number, renewal.at(), renewal.expiresAt());
        return Stream.concat(Stream.of(latest), earlier.stream()).limit(KEPT).toList();
    }

    private static String key(User user) {
        return Objects.requireNonNullElse(user.subject(), user.name());
    }
}
