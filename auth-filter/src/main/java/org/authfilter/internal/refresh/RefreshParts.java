package org.authfilter.internal.refresh;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.authfilter.internal.provider.TokenProvider;

/** The parts that all refreshes of an application share. */
record RefreshParts(
        Map<String, ? extends TokenProvider> providers,
        Duration margin,
        InFlightRefreshes inFlight,
        RefreshSender sender,
        RefreshWait waiting,
        SessionTermination termination,
        RefreshReporter reporter,
        Clock clock) {}
