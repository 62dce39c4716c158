package org.authfilter.internal.config;

import java.time.Duration;

/** Reads what concerns the refresh of tokens. */
final class RefreshReader {

    private RefreshReader() {}

    static Settings.Refresh read(ConfigReader lookup) {
        return new Settings.Refresh(
                lookup.required(Key.REFRESH_MARGIN, Converters::duration, Duration.ZERO),
                lookup.required(Key.TOKEN_REQUEST_TIMEOUT, Converters::positiveDuration, Duration.ZERO),
                lookup.required(Key.CONNECT_TIMEOUT, Converters::positiveDuration, Duration.ZERO),
                lookup.required(Key.REFRESH_RETENTION, Converters::duration, Duration.ZERO),
                lookup.required(Key.MAX_WAITING_REQUESTS, Converters::positiveInt, 1));
    }
}
