package org.authfilter.it.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Open Liberty, which loads what {@code server.xml} names. */
final class LibertyServer extends MatrixServer {

    private final List<String> features;

    LibertyServer(Jdk jdk, Path home, List<String> features) {
        super(jdk, home);
        this.features = features;
    }

    @Override
    void prepare() throws IOException {
        ServerFiles.write(
                base().resolve("server.xml"),
                "<server>",
                features.stream()
                        .map(feature -> "<feature>" + feature + "</feature>")
                        .collect(Collectors.joining("", "<featureManager>", "</featureManager>")),
                "<httpEndpoint id='defaultHttpEndpoint' host='127.0.0.1' httpPort='" + port + "' httpsPort='-1'/>",
                "<applicationMonitor pollingRate='500ms'/>",
                "</server>");
    }

    @Override
    List<String> command(List<String> jvmOptions) throws IOException {
        List<String> options = new ArrayList<>(jvmOptions);
        options.add("-Dcom.ibm.ws.logging.console.log.level=OFF");
        ServerFiles.write(base().resolve("jvm.options"), options.toArray(String[]::new));
        return List.of("sh", home.resolve("bin/server").toString(), "run", "matrix");
    }

    @Override
    Map<String, String> environment() {
        return Map.of("WLP_USER_DIR", directory.resolve("usr").toString());
    }

    @Override
    Path deployments() {
        return base().resolve("dropins");
    }

    @Override
    Path logFile() {
        return base().resolve("logs/messages.log");
    }

    @Override
    boolean isSettled(String war, String log) {
        return Pattern.compile("CWWKZ00(0[1-4]|12)[IE]:[^\n]* " + war + "[ .]")
                .matcher(log)
                .find();
    }

    private Path base() {
        return directory.resolve("usr/servers/matrix");
    }
}
