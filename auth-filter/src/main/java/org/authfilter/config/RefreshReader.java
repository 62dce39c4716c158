package org.authfilter.config;

import java.time.Duration;

/** Reads what concerns the renewal of tokens. */
final class RefreshReader {

    private RefreshReader() {}

    static Settings.Refresh read(Lookup lookup) {
        return new Settings.Refresh(
                lookup.required(Key.REFRESH_MARGIN, Values::duration, Duration.ZERO),
                lookup.required(Key.TOKEN_REQUEST_TIMEOUT, Values::positiveDuration, Duration.ZERO),
                lookup.required(Key.CONNECT_TIMEOUT, Values::positiveDuration, Duration.ZERO),
                lookup.required(Key.REFRESH_RETENTION, Values::duration, Duration.ZERO),
                lookup.required(Key.MAX_WAITING_REQUESTS, Values::positiveInt, 1));
    }
}
