package org.authfilter.it.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.authfilter.it.FreePorts;
import org.authfilter.it.Wars;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Several WildFly of one installation, each with its own base directory, in a cluster by TCP. */
final class WildFlyNodes {

    private static final Path HOME = Path.of(System.getProperty("wildfly.home"));
    private static final int PORTS = 4;

    /** What WildFly's own start script says, which asks several Java processes before it starts the server. */
    private static final List<String> OPENED = List.of(
            "--add-exports=java.desktop/sun.awt=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldap=ALL-UNNAMED",
            "--add-exports=java.naming/com.sun.jndi.url.ldaps=ALL-UNNAMED",
            "--add-exports=jdk.naming.dns/com.sun.jndi.dns=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.management/javax.management=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming=ALL-UNNAMED");

    private final ClusterDirectory directory;
    private final List<String> names;
    private final List<Integer> ports;
    private List<String> properties = List.of();

    private WildFlyNodes(String directory, String... names) {
        this.directory = ClusterDirectory.empty(directory);
        this.names = List.of(names);
        this.ports = FreePorts.next(names.length * PORTS);
    }

    /** Two. */
    static Cluster start(WebArchive... wars) {
        WildFlyNodes nodes = new WildFlyNodes("wildfly", "a", "b");
        nodes.configure("wildfly.cli");
        return nodes.with(wars);
    }

    /**
     * Three, with the data source {@code java:jboss/datasources/ShopDS}. HTTP sessions have locks only if
     * {@code -Dcluster.session-locks=on}.
     */
    static Cluster three(PostgreSql database, WebArchive... wars) {
        WildFlyNodes nodes = new WildFlyNodes("wildfly-three", "a", "b", "c");
        nodes.configure("wildfly.cli");
        nodes.configure("wildfly-database.cli");
        if (!System.getProperty("cluster.session-locks", "").equals("on")) {
            nodes.configure("wildfly-session-locks-off.cli");
        }
        nodes.names.forEach(name -> nodes.directory.copyFile(PostgreSql.DRIVER, name + "/deployments/postgresql.jar"));
        nodes.properties = List.of("-Ddatabase.url=" + database.url(), "-Ddatabase.user=" + PostgreSql.USER);
        return nodes.with(wars);
    }

    /** One WildFly with its default configuration, which keeps sessions on disk while it is stopped. */
    static WildFlyNodes alone(WebArchive war) {
        WildFlyNodes nodes = new WildFlyNodes("wildfly-alone", "a");
        nodes.directory.deploy(war, "a/deployments");
        nodes.directory.copy(HOME.resolve("standalone/configuration"), "a/configuration");
        return nodes;
    }

    /** The only node of {@link #alone}. */
    Node onlyNode() {
        return node("a", 0, "standalone.xml", () -> {});
    }

    /** Where the only node keeps its data. */
    Path data() {
        return base("a").resolve("data");
    }

    private void configure(String script) {
        if (!Files.exists(base("a").resolve("configuration"))) {
            directory.copy(HOME.resolve("standalone/configuration"), "a/configuration");
        }
        directory.run(
                List.of(
                        HOME.resolve("bin/jboss-cli.sh").toString(),
                        "--file=" + ClusterDirectory.sources().resolve(script)),
                Map.of("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Djboss.server.base.dir=" + base("a")),
                "cli.log");
    }

    private Cluster with(WebArchive... wars) {
        List<String> readiness = new ArrayList<>();
        for (WebArchive war : wars) {
            names.forEach(name -> directory.deploy(Wars.ofOlderVersion(war), name + "/deployments"));
            readiness.add("/" + war.getName().replace(".war", "") + "/auth/providers");
        }
        List<Node> nodes = new ArrayList<>();
        for (String name : names) {
            if (!nodes.isEmpty()) {
                directory.copy(base("a").resolve("configuration"), name + "/configuration");
            }
            Runnable upgrade = () -> List.of(wars).forEach(war -> directory.deploy(war, name + "/deployments"));
            nodes.add(node(name, nodes.size() * PORTS, "standalone-ha.xml", upgrade));
        }
        return new Cluster(nodes, readiness.get(0), readiness);
    }

    private Node node(String name, int firstPort, String configuration, Runnable upgrade) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(ClusterDirectory.java().toString(), "-XX:TieredStopAtLevel=1", "-Xms128m", "-Xmx512m"));
        command.addAll(OPENED);
        command.addAll(properties);
        command.addAll(List.of(
                "-Djava.net.preferIPv4Stack=true",
                "-Djava.awt.headless=true",
                "-Djboss.modules.system.pkgs=org.jboss.byteman",
                "-Dorg.jboss.boot.log.file=" + base(name).resolve("log/server.log"),
                "-Dlogging.configuration=file:" + base(name).resolve("configuration/logging.properties"),
                "-Djboss.node.name=" + name,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.bind.address.private=127.0.0.1",
                "-Djboss.http.port=" + ports.get(firstPort),
                "-Djboss.https.port=" + ports.get(firstPort + 1),
                "-Djboss.management.http.port=" + ports.get(firstPort + 2),
                "-Dcluster.port=" + ports.get(firstPort + 3),
                "-Dcluster.members=" + members(),
                "-jar",
                HOME.resolve("jboss-modules.jar").toString(),
                "-mp",
                HOME.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + HOME,
                "-Djboss.server.base.dir=" + base(name),
                "--server-config=" + configuration));
        return new Node(
                ports.get(firstPort),
                () -> {},
                upgrade,
                command,
                directory.path().resolve(name + ".log"));
    }

    private String members() {
        return IntStream.range(0, names.size())
                .mapToObj(node -> "127.0.0.1[" + ports.get(node * PORTS + PORTS - 1) + "]")
                .collect(Collectors.joining(","));
    }

    private Path base(String name) {
        return directory.path().resolve(name);
    }
}
