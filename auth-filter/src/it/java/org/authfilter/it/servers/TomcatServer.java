package org.authfilter.it.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tomcat with a directory of its own, {@code CATALINA_BASE}. */
final class TomcatServer extends MatrixServer {

    TomcatServer(Jdk jdk, Path home) {
        super(jdk, home);
    }

    @Override
    void prepare() throws IOException {
        ServerFiles.copy(home.resolve("conf"), directory.resolve("conf"));
        Files.createDirectories(directory.resolve("temp"));
        ServerFiles.edit(
                directory.resolve("conf/server.xml"),
                Map.of(
                        "port=\"8005\"", "port=\"-1\"",
                        "port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\"",
                        "name=\"Catalina\" defaultHost",
                                "name=\"Catalina\" backgroundProcessorDelay=\"1\" defaultHost"));
    }

    @Override
    List<String> command(List<String> jvmOptions) {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED",
                "-Djava.util.logging.config.file=" + directory.resolve("conf/logging.properties"),
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Dcatalina.home=" + home,
                "-Dcatalina.base=" + directory,
                "-Djava.io.tmpdir=" + directory.resolve("temp"),
                "-classpath",
                home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap",
                "start"));
        return command;
    }

    @Override
    Path deployments() {
        return directory.resolve("webapps");
    }

    @Override
    boolean isSettled(String war, String log) {
        return log.contains("/" + war + ".war] has finished in");
    }
}
