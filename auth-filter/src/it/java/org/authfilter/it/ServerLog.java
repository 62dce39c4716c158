package org.authfilter.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** What the server has logged since this object was made. */
public final class ServerLog {

    private static final Path FILE = Path.of(System.getProperty("server.log"));

    private final int start = read().length;

    /** Waits until {@code text} has been logged: servers write their log on a thread of its own. */
    void awaits(String text) {
        Await.until("the server logs \"" + text + "\"", Duration.ofSeconds(60), () -> text().contains(text));
    }

    public String text() {
        byte[] all = read();
        boolean rotated = all.length < start;
        return new String(Arrays.copyOfRange(all, rotated ? 0 : start, all.length), StandardCharsets.UTF_8);
    }

    private static byte[] read() {
        try {
            return Files.exists(FILE) ? Files.readAllBytes(FILE) : new byte[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
