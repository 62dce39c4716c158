package org.authfilter.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Jetty with a base directory of its own and some of its modules. */
final class JettyServer extends MatrixServer {

    private final List<String> modules;

    JettyServer(Jdk jdk, Path home, List<String> modules) {
        super(jdk, home);
        this.modules = modules;
    }

    @Override
    void prepare() throws IOException {
        Files.createDirectories(directory.resolve("work"));
        List<String> lines = new ArrayList<>(
                List.of("jetty.http.host=127.0.0.1", "jetty.http.port=" + port, "jetty.deploy.scanInterval=1"));
        modules.forEach(module -> lines.add("--module=" + module));
        ServerFiles.write(directory.resolve("start.ini"), lines.toArray(String[]::new));
    }

    @Override
    List<String> command(List<String> jvmOptions) {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-Djetty.base=" + directory, "-jar", home.resolve("start.jar").toString()));
        return command;
    }

    @Override
    Path deployments() {
        return directory.resolve("webapps");
    }

    @Override
    boolean isSettled(String war, String log) {
        return Pattern.compile(
                        "(Started|Failed startup of context) oeje1\\dw\\.WebAppContext@[^{]*\\{[^\n]*/" + war + ",")
                .matcher(log)
                .find();
    }
}
