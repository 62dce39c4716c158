package org.authfilter.sample;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time on the server. The Faces page shows it, and a partial request updates it. */
@Named("clock")
@RequestScoped
public class ServerClock {

    public Instant getTime() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
