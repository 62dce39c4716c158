package org.authfilter.sample;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the Faces page shows, so that a partial request has something to update. */
@Named("clock")
@RequestScoped
public class ServerClock {

    public Instant getTime() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
