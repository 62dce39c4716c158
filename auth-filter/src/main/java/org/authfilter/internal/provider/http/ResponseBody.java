package org.authfilter.internal.provider.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response, decoded (RFC 9110, section 8.4): no content coding is asked for, and some servers and proxies
 * use one nevertheless.
 *
 * @param problem why the body can't be read, for the log; {@code null}: it can
 */
record ResponseBody(String text, @Nullable String problem) {

    static ResponseBody decode(byte[] body, String coding, int limit) {
        try (InputStream decoded = decoder(body, coding.strip().toLowerCase(Locale.ROOT))) {
            if (decoded == null) {
                return unreadable("unsupported Content-Encoding " + printable(coding));
            }
            byte[] bytes = decoded.readNBytes(limit + 1);
            return bytes.length > limit
                    ? unreadable("the response has more than " + limit + " bytes")
                    : new ResponseBody(new String(bytes, StandardCharsets.UTF_8), null);
        } catch (IOException broken) {
            return unreadable("the Content-Encoding " + printable(coding) + " of the response is broken");
        }
    }

    private static @Nullable InputStream decoder(byte[] body, String coding) throws IOException {
        InputStream plain = new ByteArrayInputStream(body);
        if (body.length == 0) {
            return plain;
        }
        return switch (coding) {
            case "", "identity" -> plain;
            case "gzip", "x-gzip" -> new GZIPInputStream(plain);
            case "deflate" -> new InflaterInputStream(plain);
            default -> null;
        };
    }

    private static ResponseBody unreadable(String problem) {
        return new ResponseBody("", problem);
    }

    private static String printable(String coding) {
        return coding.matches("[A-Za-z0-9, -]{1,40}") ? coding : "of an unknown form";
    }

    /** The outcome of the request that this is the response to. */
    HttpOutcome outcome(int status, @Nullable String retryAfter, Instant now) {
        return problem == null
                ? HttpOutcome.responded(status, text, retryAfter == null ? null : RetryAfter.parse(retryAfter, now))
                : HttpOutcome.responseLost(problem);
    }

    /** Without the text, which may contain tokens. */
    @Override
    public String toString() {
        return "ResponseBody";
    }
}
