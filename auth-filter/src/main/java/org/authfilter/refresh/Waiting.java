package org.authfilter.refresh;

import java.time.Duration;
import java.util.Optional;
import org.authfilter.refresh.Flight.Landing;

/**
 * How requests wait for a flight, whoever launched it and when.
 *
 * @param deadline the age of a flight at which nobody waits for it any more
 */
record Waiting(WaitingPlaces places, Duration deadline) {

    /** What came of the flight; empty if this request may wait no longer. The flight itself goes on. */
    Optional<Landing> await(Flight flight) {
        return places.await(flight.landing(), flight.age(), deadline);
    }

    /** What came of the flight while it was young. */
    Optional<Landing> awaitBriefly(Flight flight) {
        return places.awaitBriefly(flight.landing(), flight.age());
    }
}
