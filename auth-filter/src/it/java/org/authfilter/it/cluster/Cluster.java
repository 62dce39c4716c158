package org.authfilter.it.cluster;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Nodes that know each other. With sticky sessions, one serves all callers until it is killed. */
final class Cluster implements AutoCloseable {

    private final List<Node> nodes;
    private final List<String> readiness;
    private final Thread atExit = new Thread(this::killAll);
    private Node serving;

    /**
     * Starts the nodes one after the other: two that start at the same moment may each found a cluster of its own.
     *
     * @param started a path for which a node sends 200 once it serves, be it alone
     * @param readiness paths for which a node sends 200 once it is a member and has its share of the sessions
     * @throws AssertionError if one of them does not get ready; no process is left then
     */
    Cluster(List<Node> nodes, String started, List<String> readiness) {
        this.nodes = List.copyOf(nodes);
        this.serving = nodes.get(0);
        this.readiness = List.copyOf(readiness);
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            for (Node node : nodes) {
                node.start();
                node.awaits(started);
            }
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

    List<Node> nodes() {
        return nodes;
    }

    /** Waits until all nodes have all sessions. */
    void awaitWhole() {
        nodes.forEach(node -> readiness.forEach(node::awaits));
    }

    /** Kills the node that serves. The next one serves from now on, and soon the killed one is there again. */
    void failOver() {
        Node killed = serving;
        killed.kill();
        serving = nodes.get((nodes.indexOf(killed) + 1) % nodes.size());
        killed.start();
    }

    /** Kills any node. Returns it, not started again. */
    Node killAny() {
        Node killed = nodes.get(ThreadLocalRandom.current().nextInt(nodes.size()));
        killed.kill();
        return killed;
    }

    /** The last lines that each node has logged. */
    String endOfLogs() {
        return nodes.stream().map(Node::endOfLog).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        killAll();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void killAll() {
        nodes.forEach(Node::kill);
    }
}
