package org.authfilter.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.authfilter.it.FreePorts;

/** GlassFish, or Payara Server, with a copy of its domain. */
final class GlassFishServer extends MatrixServer {

    /** Each but that of HTTP, which comes first in {@code domain.xml}. */
    private static final List<String> PORTS = List.of("8181", "4848", "3700", "3820", "3920", "8686");

    /** An embedded message broker listens on all addresses; a remote one is never contacted. */
    private static final String REMOTE_MESSAGES =
            "<jms-service type=\"REMOTE\" default-jms-host=\"default_JMS_host\"><jms-host name=\"default_JMS_host\""
                    + " host=\"localhost\" port=\"7676\" lazy-init=\"true\"/></jms-service>";

    /** Payara's, which listens on all addresses. */
    private static final String DATA_GRID = "<hazelcast-config-specific-configuration";

    GlassFishServer(Jdk jdk, Path home) {
        super(jdk, home);
    }

    @Override
    void prepare() throws IOException {
        ServerFiles.copy(home.resolve("glassfish/domains/domain1"), domain());
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("\"0.0.0.0\"", "\"127.0.0.1\"");
        changes.put("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=");
        changes.put("port=\"8080\"", "port=\"" + port + "\"");
        PORTS.forEach(fixed -> changes.put("port=\"" + fixed + "\"", "port=\"" + FreePorts.next() + "\""));
        changes.put("shell.telnet.port=6666", "shell.telnet.port=" + FreePorts.next());
        changes.put("<diagnostic-service />", "<diagnostic-service />" + REMOTE_MESSAGES);
        ServerFiles.edit(configuration(), changes);
        Files.writeString(
                configuration(),
                Files.readString(configuration()).replace(DATA_GRID + ">", DATA_GRID + " enabled=\"false\">"));
    }

    @Override
    List<String> command(List<String> jvmOptions) throws IOException {
        ServerFiles.edit(
                configuration(),
                Map.of(
                        "</java-config>",
                        jvmOptions.stream()
                                .map(option -> "<jvm-options>" + option + "</jvm-options>")
                                .collect(Collectors.joining("", "", "</java-config>"))));
        return List.of(
                "bash",
                home.resolve("bin/asadmin").toString(),
                "start-domain",
                "--verbose",
                "--domaindir",
                directory.toString(),
                "domain1");
    }

    @Override
    Path deployments() {
        return domain().resolve("autodeploy");
    }

    @Override
    Path logFile() {
        return domain().resolve("logs/server.log");
    }

    @Override
    boolean isSettled(String war, String log) {
        return Files.exists(deployments().resolve(war + ".war_deployed"))
                || Files.exists(deployments().resolve(war + ".war_deployFailed"));
    }

    private Path configuration() {
        return domain().resolve("config/domain.xml");
    }

    private Path domain() {
        return directory.resolve("domain1");
    }
}
