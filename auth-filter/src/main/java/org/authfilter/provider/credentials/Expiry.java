package org.authfilter.provider.credentials;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.authfilter.config.ExpiryUnit;
import org.jspecify.annotations.Nullable;

/** Reads when a token expires, in the unit that the backend writes. */
record Expiry(ExpiryUnit unit) {

    private static final Logger LOG = System.getLogger(Expiry.class.getName());

    /** {@code null} if nothing is written or it can't be read: then the expiry is not known from here. */
    @Nullable
    Instant read(@Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        try {
            return switch (unit) {
                case EPOCH_MILLIS -> Instant.ofEpochMilli(number(text));
                case EPOCH_SECONDS -> Instant.ofEpochSecond(number(text));
                case SECONDS -> now.plusSeconds(number(text));
                case ISO_8601 -> OffsetDateTime.parse(text).toInstant();
            };
        } catch (ArithmeticException | DateTimeException | NumberFormatException unreadable) {
            LOG.log(Level.WARNING, "An expiry in the backend''s answer can''t be read as {0}", unit);
            return null;
        }
    }

    private static long number(String text) {
        return Math.round(Double.parseDouble(text));
    }
}
