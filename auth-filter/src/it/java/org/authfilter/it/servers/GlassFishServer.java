package org.authfilter.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** GlassFish, or Payara Server, with a copy of its domain. */
final class GlassFishServer extends MatrixServer {

    /** Each but that of HTTP, which comes first in {@code domain.xml}. */
    private static final List<String> PORTS = List.of("8181", "4848", "3700", "3820", "3920", "8686");

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
        PORTS.forEach(fixed -> changes.put("port=\"" + fixed + "\"", "port=\"" + freePort() + "\""));
        changes.put("shell.telnet.port=6666", "shell.telnet.port=" + freePort());
        ServerFiles.edit(domain().resolve("config/domain.xml"), changes);
        disable(
                "<hazelcast-config-specific-configuration>",
                "<hazelcast-config-specific-configuration enabled=\"false\">");
        disable("<jms-service default", "<jms-service type=\"REMOTE\" default");
    }

    /** Not each server has this service, which would listen on all addresses. */
    private void disable(String service, String disabled) throws IOException {
        Path configuration = domain().resolve("config/domain.xml");
        Files.writeString(configuration, Files.readString(configuration).replace(service, disabled));
    }

    @Override
    List<String> command(List<String> jvmOptions) throws IOException {
        ServerFiles.edit(
                domain().resolve("config/domain.xml"),
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

    private Path domain() {
        return directory.resolve("domain1");
    }
}
