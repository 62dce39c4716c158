package org.authfilter.internal.provider.credentials;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.authfilter.internal.config.ExpiryUnit;
import org.jspecify.annotations.Nullable;

/** Reads when a token expires, in the unit that the backend writes. */
record Expiry(ExpiryUnit unit) {

    /**
     * The time; {@code null} if {@code text} can't be read.
     *
     * @param sentAt when the request was sent, from which seconds count
     */
    @Nullable
    Instant read(String text, Instant sentAt) {
        try {
            return switch (unit) {
                case EPOCH_MILLIS -> Instant.ofEpochMilli(millis(text, 1));
                case EPOCH_SECONDS -> Instant.ofEpochMilli(millis(text, 1000));
                case SECONDS -> sentAt.plusMillis(millis(text, 1000));
                case ISO_8601 -> WrittenTime.parse(text);
            };
        } catch (ArithmeticException | DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }

    private static long millis(String text, int perUnit) {
        double number = new BigDecimal(text.strip()).doubleValue();
        if (!Double.isFinite(number)) {
            throw new NumberFormatException("not a finite number");
        }
        return Math.round(number * perUnit);
    }
}
