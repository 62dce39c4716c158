package org.authfilter.internal.provider.credentials;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.authfilter.internal.config.ExpiryUnit;
import org.jspecify.annotations.Nullable;

/** Reads when a token expires, in the unit that the backend writes. */
record Expiry(ExpiryUnit unit) {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    /** {@code null} if nothing is written or it can't be read: then the expiry is not known from here. */
    @Nullable
    Instant read(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            return switch (unit) {
                case EPOCH_MILLIS -> Instant.ofEpochMilli(millis(text, 1));
                case EPOCH_SECONDS -> Instant.ofEpochMilli(millis(text, 1000));
                case SECONDS -> now.plusMillis(millis(text, 1000));
                case ISO_8601 -> OffsetDateTime.parse(text).toInstant();
            };
        } catch (ArithmeticException | DateTimeException | NumberFormatException unreadable) {
            LOG.log(Level.WARNING, "An expiry in the backend''s response can''t be read as {0}", unit);
            return null;
        }
    }

    private static long millis(String text, int perUnit) {
        double number = Double.parseDouble(text);
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not a finite number");
        }
        return Math.round(number * perUnit);
    }
}
