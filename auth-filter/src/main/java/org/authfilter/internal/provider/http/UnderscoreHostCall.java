package org.authfilter.internal.provider.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to a host with an underscore, as container networks name them: {@link java.net.http.HttpClient} takes no such
 * address. Blocks. The connection is closed with the response, so that none is ever idle.
 *
 * @param body what to post; {@code null}: a GET
 */
record UnderscoreHostCall(
        URI uri,
        Map<String, String> headers,
        @Nullable String body,
        Duration connectTimeout,
        Duration deadline,
        InstantSource clock)
        implements Supplier<HttpOutcome> {

    @Override
    public HttpOutcome get() {
        long end = System.nanoTime() + deadline.toNanos();
        HttpURLConnection connection;
        try {
            connection = connect();
        } catch (IOException notConnected) {
            return HttpOutcome.notConnected(
                    "no connection: " + notConnected.getClass().getSimpleName());
        } catch (IllegalArgumentException notForAHeader) {
            return HttpOutcome.notSent("a header can't carry its value");
        }
        try {
            return exchange(connection, end);
        } catch (SocketTimeoutException late) {
            return HttpOutcome.responseLate("no complete response within " + deadline);
        } catch (IOException broken) {
            return HttpOutcome.responseLost(
                    "the connection broke: " + broken.getClass().getSimpleName());
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection connect() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
        connection.setReadTimeout(Math.toIntExact(deadline.toMillis()));
        headers.forEach(connection::setRequestProperty);
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (body != null) {
            connection.setDoOutput(true);
            // A POST that is not streamed would be sent again if the connection breaks
            connection.setFixedLengthStreamingMode(bytes(body).length);
        }
        connection.connect();
        return connection;
    }

    private HttpOutcome exchange(HttpURLConnection connection, long end) throws IOException {
        if (body != null) {
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes(body));
            }
        }
        int status = connection.getResponseCode();
        String coding = Objects.requireNonNullElse(connection.getContentEncoding(), "");
        return ResponseBody.decode(read(connection, status, end), coding, IssuerHttpClient.MAX_RESPONSE_BYTES)
                .outcome(status, connection.getHeaderField("Retry-After"), clock.instant());
    }

    /** The JDK keeps no body of a 401 to a POST that was streamed. */
    private static byte[] read(HttpURLConnection connection, int status, long end) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            byte[] part = new byte[8192];
            for (int count = in == null ? -1 : in.read(part); count >= 0; count = in.read(part)) {
                all.write(part, 0, count);
                if (all.size() > IssuerHttpClient.MAX_RESPONSE_BYTES || System.nanoTime() > end) {
                    throw new IOException("too long");
                }
            }
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Names only: the values may be secret. */
    @Override
    public String toString() {
        return "UnderscoreHostCall" + headers.keySet();
    }
}
