package org.authfilter.it.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.authfilter.it.FreePorts;
import org.authfilter.it.Wars;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Payara Micro, each unpacked once in its own directory: one, or several which find each other by address. */
final class PayaraMicroNodes {

    private static final int PORTS = 2;
    private static final String JAR = System.getProperty("payara-micro.jar");

    private final ClusterDirectory directory;
    private final List<String> names;
    private final List<Integer> ports;

    private PayaraMicroNodes(String directory, String... names) {
        this.directory = ClusterDirectory.empty(directory);
        this.names = List.of(names);
        this.ports = FreePorts.next(names.length * PORTS);
    }

    /** Two. */
    static Cluster start(WebArchive war) {
        return new PayaraMicroNodes("payara-micro", "a", "b").with(war);
    }

    static Cluster three(WebArchive war) {
        return new PayaraMicroNodes("payara-micro-three", "a", "b", "c").with(war);
    }

    /** One Payara Micro. */
    static Node alone(WebArchive war) {
        PayaraMicroNodes nodes = new PayaraMicroNodes("payara-micro-alone", "a");
        nodes.directory.deploy(war, application("a"));
        nodes.unpack("a");
        return nodes.node("a", 0, war);
    }

    private Cluster with(WebArchive war) {
        List<Node> nodes = new ArrayList<>();
        for (String name : names) {
            directory.deploy(Wars.ofOlderVersion(war), application(name));
            unpack(name);
            nodes.add(node(name, nodes.size() * PORTS, war));
        }
        String application = "/" + war.getName().replace(".war", "");
        return new Cluster(
                nodes, application + "/auth/providers", List.of(application + "/members?of=" + names.size()));
    }

    private void unpack(String name) {
        directory.run(
                List.of(ClusterDirectory.java().toString(), "-jar", JAR, "--rootdir", root(name), "--outputlauncher"),
                Map.of(),
                name + "-unpacked.log");
        directory.copy(directory.path().resolve(name).resolve("config"), name + "-config");
    }

    private Node node(String name, int firstPort, WebArchive war) {
        List<String> command = List.of(
                ClusterDirectory.java().toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xms128m",
                "-Xmx512m",
                "-Djava.net.preferIPv4Stack=true",
                "-jar",
                Path.of(root(name), "launch-micro.jar").toString(),
                "--name",
                name,
                "--port",
                ports.get(firstPort).toString(),
                "--startport",
                ports.get(firstPort + 1).toString(),
                "--clustername",
                "auth-filter-" + ports.get(1),
                "--clustermode",
                "tcpip:" + members(),
                "--interfaces",
                "127.0.0.1",
                "--nohostaware",
                "--disablephonehome",
                "--prebootcommandfile",
                ClusterDirectory.sources().resolve("payara-micro.asadmin").toString(),
                "--deploy",
                directory
                        .path()
                        .resolve(application(name))
                        .resolve(war.getName())
                        .toString());
        return new Node(
                ports.get(firstPort),
                () -> forgetLastRun(name),
                () -> directory.deploy(war, application(name)),
                command,
                directory.path().resolve(name + ".log"));
    }

    /** A node that remembered its last run would deploy the application twice, and response in between. */
    private void forgetLastRun(String name) {
        for (String remembered : List.of("config", "applications", "generated")) {
            directory.delete(name + "/" + remembered);
        }
        directory.copy(directory.path().resolve(name + "-config"), name + "/config");
    }

    private String members() {
        return IntStream.range(0, names.size())
                .mapToObj(node -> "127.0.0.1:" + ports.get(node * PORTS + 1))
                .collect(Collectors.joining(","));
    }

    private static String application(String name) {
        return name + "-application";
    }

    private String root(String name) {
        return directory.path().resolve(name).toString();
    }
}
