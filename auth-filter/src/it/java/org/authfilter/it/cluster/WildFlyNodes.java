package org.authfilter.it.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Two WildFly of one installation, each with its own base directory, in a cluster by TCP. */
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
    private final List<Integer> ports = Cluster.freePorts(2 * PORTS);

    private WildFlyNodes(String directory) {
        this.directory = ClusterDirectory.empty(directory);
    }

    static Cluster start(WebArchive... wars) {
        return new WildFlyNodes("wildfly").with(wars);
    }

    /** One WildFly with its default configuration, which keeps sessions on disk while it is stopped. */
    static WildFlyNodes alone(WebArchive war) {
        WildFlyNodes nodes = new WildFlyNodes("wildfly-alone");
        nodes.directory.deploy(war, "a/deployments");
        nodes.directory.copy(HOME.resolve("standalone/configuration"), "a/configuration");
        return nodes;
    }

    /** The only node of {@link #alone}. */
    Node onlyNode() {
        return node("a", 0, "standalone.xml");
    }

    /** Where the only node keeps its data. */
    Path data() {
        return base("a").resolve("data");
    }

    private Cluster with(WebArchive... wars) {
        List<String> readiness = new ArrayList<>();
        for (WebArchive war : wars) {
            directory.deploy(war, "a/deployments");
            directory.deploy(war, "b/deployments");
            readiness.add("/" + war.getName().replace(".war", "") + "/auth/providers");
        }
        directory.copy(HOME.resolve("standalone/configuration"), "a/configuration");
        directory.run(
                List.of(
                        HOME.resolve("bin/jboss-cli.sh").toString(),
                        "--file=" + ClusterDirectory.sources().resolve("wildfly.cli")),
                Map.of("JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Djboss.server.base.dir=" + base("a")),
                "cli.log");
        directory.copy(base("a").resolve("configuration"), "b/configuration");
        return new Cluster(
                node("a", 0, "standalone-ha.xml"), node("b", PORTS, "standalone-ha.xml"), readiness.get(0), readiness);
    }

    private Node node(String name, int firstPort, String configuration) {
        List<String> command = new ArrayList<>();
        command.addAll(List.of(ClusterDirectory.java().toString(), "-XX:TieredStopAtLevel=1", "-Xms128m", "-Xmx512m"));
        command.addAll(OPENED);
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
                "-Dcluster.members=127.0.0.1[" + ports.get(3) + "],127.0.0.1[" + ports.get(PORTS + 3) + "]",
                "-jar",
                HOME.resolve("jboss-modules.jar").toString(),
                "-mp",
                HOME.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + HOME,
                "-Djboss.server.base.dir=" + base(name),
                "--server-config=" + configuration));
        return new Node(
                ports.get(firstPort), () -> {}, command, directory.path().resolve(name + ".log"));
    }

    private Path base(String name) {
        return directory.path().resolve(name);
    }
}
