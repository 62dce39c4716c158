package org.authfilter.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.authfilter.it.FreePorts;

/** WildFly with a base directory of its own. */
final class WildFlyServer extends MatrixServer {

    private String jvmOptions = "";

    WildFlyServer(Jdk jdk, Path home) {
        super(jdk, home);
    }

    @Override
    void prepare() throws IOException {
        ServerFiles.copy(home.resolve("standalone/configuration"), directory.resolve("configuration"));
        ServerFiles.edit(
                directory.resolve("configuration/standalone.xml"),
                Map.of("scan-interval=\"5000\"", "scan-interval=\"500\""));
    }

    @Override
    List<String> command(List<String> options) {
        jvmOptions = String.join(" ", options);
        return List.of(
                "sh",
                home.resolve("bin/standalone.sh").toString(),
                "-Djboss.server.base.dir=" + directory,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=" + FreePorts.next(),
                "-Djboss.management.http.port=" + FreePorts.next());
    }

    @Override
    Map<String, String> environment() {
        return Map.of("JAVA_OPTS", jvmOptions + " -Djava.net.preferIPv4Stack=true");
    }

    @Override
    Path deployments() {
        return directory.resolve("deployments");
    }

    @Override
    Path logFile() {
        return directory.resolve("log/server.log");
    }

    @Override
    void remove(String war) throws IOException {
        Files.delete(deployments().resolve(war + ".war.deployed"));
    }

    @Override
    boolean isSettled(String war, String log) {
        return Files.exists(deployments().resolve(war + ".war.deployed"))
                || Files.exists(deployments().resolve(war + ".war.failed"));
    }
}
