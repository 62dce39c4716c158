package org.authfilter.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.authfilter.provider.TokenResult;
import org.authfilter.provider.TokenResult.Postponed;
import org.authfilter.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * The flights of all sign-ins on this server. A token set is presented by one flight only; whoever comes with the same
 * set joins that flight, or gets what came of it for as long as it is retained (R6).
 */
final class Renewals {

    private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);

    private final ConcurrentHashMap<String, List<Flight>> flightsBySignIn = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);
    private final Duration retention;

    Renewals(Duration retention) {
        this.retention = retention;
    }

    /**
     * The place of a caller.
     *
     * @param isPilot whether the caller has to see to it that the flight lands
     */
    record Boarding(Flight flight, boolean isPilot) {}

    /** Boards the flight of this token set, a new one if there is none or the last one may be repeated. */
    Boarding board(String signInId, TokenSet tokens, Instant now) {
        sweep(now);
        AtomicReference<@Nullable Boarding> boarding = new AtomicReference<>();
        flightsBySignIn.compute(signInId, (id, known) -> {
            List<Flight> flights = known == null ? new ArrayList<>(1) : known;
            boarding.set(board(flights, tokens, now));
            return flights;
        });
        return Objects.requireNonNull(boarding.get());
    }

    private static Boarding board(List<Flight> flights, TokenSet tokens, Instant now) {
        Flight last = flightOf(flights, tokens);
        if (last != null && !isOver(last, now)) {
            return new Boarding(last, false);
        }
        Flight next = new Flight(tokens, last == null ? 0 : last.attempt() + failures(last));
        flights.remove(last);
        flights.add(next);
        return new Boarding(next, true);
    }

    private static @Nullable Flight flightOf(List<Flight> flights, TokenSet tokens) {
        for (Flight flight : flights) {
            if (flight.sent().equals(tokens)) {
                return flight;
            }
        }
        return null;
    }

    private static boolean isOver(Flight flight, Instant now) {
        Flight.Landing landed = flight.landing().getNow(null);
        if (landed == null) {
            return false;
        }
        TokenResult result = landed.result();
        return result == null || (result instanceof Postponed && !now.isBefore(landed.again()));
    }

    private static int failures(Flight flight) {
        Flight.Landing landed = flight.landing().getNow(null);
        return landed != null && landed.result() instanceof Postponed ? 1 : 0;
    }

    /** Forgets a sign-in that has ended; the flights that nobody will ask for any more are returned. */
    List<Flight> forget(String signInId) {
        List<Flight> flights = flightsBySignIn.remove(signInId);
        return flights == null ? List.of() : List.copyOf(flights);
    }

    private void sweep(Instant now) {
        Instant due = nextSweep.get();
        if (now.isBefore(due) || !nextSweep.compareAndSet(due, now.plus(SWEEP_INTERVAL))) {
            return;
        }
        for (String signInId : flightsBySignIn.keySet()) {
            flightsBySignIn.computeIfPresent(signInId, (id, flights) -> {
                flights.removeIf(flight -> flight.isForgettable(now, retention));
                return flights.isEmpty() ? null : flights;
            });
        }
    }
}
