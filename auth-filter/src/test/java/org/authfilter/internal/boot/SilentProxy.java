package org.authfilter.internal.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A proxy on 127.0.0.1 that can forget its connections as a firewall does: they stay open, and whatever is sent on them is
 * lost. Nothing tells either side.
 */
final class SilentProxy implements AutoCloseable {

    private final int port;
    private final ServerSocket server;
    private final List<AtomicBoolean> forgotten = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "silent-proxy");
        thread.setDaemon(true);
        return thread;
    });

    /** Leads to {@code port} of 127.0.0.1. */
    SilentProxy(int port) throws IOException {
        this.port = port;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** The same address through this proxy. */
    URI through(URI address) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + address.getRawPath());
    }

    /** How many connections there have been. */
    int connections() {
        return forgotten.size();
    }

    /** Forgets all connections that there are now. */
    void forgetConnections() {
        forgotten.forEach(connection -> connection.set(true));
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket target = new Socket(InetAddress.getLoopbackAddress(), port);
                AtomicBoolean isForgotten = new AtomicBoolean();
                sockets.addAll(List.of(client, target));
                forgotten.add(isForgotten);
                threads.execute(() -> pump(client, target, isForgotten));
                threads.execute(() -> pump(target, client, isForgotten));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    private static void pump(Socket from, Socket to, AtomicBoolean isForgotten) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                if (!isForgotten.get()) {
                    out.write(bytes, 0, count);
                }
            }
            if (!isForgotten.get()) {
                to.shutdownOutput();
            }
        } catch (IOException closed) {
            // The proxy, or one of the sides, has closed the connection.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
