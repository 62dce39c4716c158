package org.authfilter.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.authfilter.provider.TokenResult.Rejected;
import org.authfilter.refresh.Flight.Landing;
import org.authfilter.token.TokenSet;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Waiting onePlace = new Waiting(new WaitingPlaces(Duration.ZERO, 1), LONG);

    @Test
    void R4_whoever_has_waited_gives_the_place_back() throws Exception {
        for (int request = 0; request < 3; request++) {
            Flight flight = new Flight(new TokenSet("a", "r", null, Engine.START, Engine.START, null), 0);
            CompletableFuture<Optional<Landing>> waiting = new CompletableFuture<>();
            Thread thread = new Thread(() -> waiting.complete(onePlace.await(flight)));
            thread.start();
            awaitThatItWaits(thread);

            assertThat(onePlace.await(flight)).as("there is one place only").isEmpty();
            flight.land(new Rejected("invalid_grant"), Engine.START, new BackOff(() -> 0));

            assertThat(waiting.get(LONG.toSeconds(), TimeUnit.SECONDS)).isPresent();
        }
    }

    private static void awaitThatItWaits(Thread thread) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (thread.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }
}
