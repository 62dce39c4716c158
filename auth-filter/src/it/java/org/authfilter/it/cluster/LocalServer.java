package org.authfilter.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.authfilter.it.Await;

/** The process of a server that listens at a port of this machine. It ends with the tests at the latest. */
final class LocalServer implements AutoCloseable {

    private final Process process;
    private final int port;
    private final Path log;
    private final Runnable afterEnd;
    private final Thread atExit = new Thread(this::stop);

    /** Returns when the server listens; {@code afterEnd} removes what it leaves. */
    LocalServer(Process process, int port, Path log, Runnable afterEnd) {
        this.process = process;
        this.port = port;
        this.log = log;
        this.afterEnd = afterEnd;
        Runtime.getRuntime().addShutdownHook(atExit);
        Await.until("a server listens at " + port, Duration.ofSeconds(60), this::listens, this::logged);
    }

    long pid() {
        return process.pid();
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String logged() {
        try {
            return "\n" + Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        afterEnd.run();
    }
}
