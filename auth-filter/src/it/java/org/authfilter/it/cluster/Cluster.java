package org.authfilter.it.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Two nodes. One serves all callers, as a load balancer with sticky sessions would have it, until it is killed. */
final class Cluster implements AutoCloseable {

    /** On Linux, unless told otherwise. */
    private static final int FIRST_OF_OUTGOING_CONNECTIONS = 32_768;

    private final List<String> readiness;
    private final Thread atExit = new Thread(this::killBoth);
    private Node serving;
    private Node other;

    /**
     * Starts both nodes.
     *
     * @param readiness paths for which a node sends 200 once it is a member and has its share of the sessions
     */
    Cluster(Node first, Node second, List<String> readiness) {
        this.serving = first;
        this.other = second;
        this.readiness = List.copyOf(readiness);
        Runtime.getRuntime().addShutdownHook(atExit);
        first.start();
        second.start();
    }

    /** The origin of the node that serves all callers now. */
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

    /**
     * Ports that were free a moment ago, each another one, and none of those that outgoing connections get: a node that
     * was killed must find its own free when it comes back.
     */
    static List<Integer> freePorts(int count) {
        return ThreadLocalRandom.current()
                .ints(20_000, FIRST_OF_OUTGOING_CONNECTIONS)
                .distinct()
                .filter(Cluster::isFree)
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
