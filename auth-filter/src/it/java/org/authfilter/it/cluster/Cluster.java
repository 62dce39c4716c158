package org.authfilter.it.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Two nodes. One serves all callers, as a load balancer with sticky sessions would have it, until it is killed. */
final class Cluster implements AutoCloseable {

    /** On Linux, unless told otherwise. */
    private static final int FIRST_OF_OUTGOING_CONNECTIONS = 32_768;

    private final List<String> readiness;
    private final Thread atExit = new Thread(this::killBoth);
    private Node serving;
    private Node other;

    /**
     * Starts the nodes one after the other: two that start at the same moment may each found a cluster of its own.
     *
     * @param started a path for which a node sends 200 once it serves, be it alone
     * @param readiness paths for which a node sends 200 once it is a member and has its share of the sessions
     * @throws AssertionError if one of them does not get ready; no process is left then
     */
    Cluster(Node first, Node second, String started, List<String> readiness) {
        this.serving = first;
        this.other = second;
        this.readiness = List.copyOf(readiness);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            first.start();
            first.awaits(started);
            second.start();
            awaitWhole();
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    /** Starts a cluster, and once more with other ports if the first attempt fails. */
    static Cluster start(Supplier<Cluster> attempt) {
        try {
            return attempt.get();
        } catch (AssertionError first) {
            System.out.println("A cluster did not start and is started anew. " + first.getMessage());
            return attempt.get();
        }
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
