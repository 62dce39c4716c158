package org.authfilter.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Two nodes. One serves all visitors, as a load balancer with sticky sessions would have it, until it is killed. */
final class Cluster implements AutoCloseable {

    private final List<String> readiness;
    private final Thread atExit = new Thread(this::killBoth);
    private Node serving;
    private Node other;

    /**
     * Starts both nodes.
     *
     * @param readiness paths that a node answers with 200 once it is a member and has its share of the sessions
     */
    Cluster(Node first, Node second, List<String> readiness) {
        this.serving = first;
        this.other = second;
        this.readiness = List.copyOf(readiness);
        Runtime.getRuntime().addShutdownHook(atExit);
        first.start();
        second.start();
    }

    /** The origin of the node that serves all visitors now. */
    String origin() {
        return serving.origin();
    }

    /** Waits until both nodes have all sessions. */
    void awaitWhole() {
        readiness.forEach(serving::awaits);
        readiness.forEach(other::awaits);
    }

    /** Kills the node that serves. The other one serves from now on, and soon the killed one is there again. */
    void failOver() {
        Node killed = serving;
        killed.kill();
        serving = other;
        other = killed;
        killed.start();
    }

    @Override
    public void close() {
        killBoth();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void killBoth() {
        serving.kill();
        other.kill();
    }

    /** Ports that were free a moment ago, each another one. */
    static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            List<Integer> ports =
                    sockets.stream().map(ServerSocket::getLocalPort).toList();
            for (ServerSocket socket : sockets) {
                socket.close();
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
