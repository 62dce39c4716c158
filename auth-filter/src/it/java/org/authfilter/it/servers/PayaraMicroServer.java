package org.authfilter.it.servers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Payara Micro, which deploys the WARs of a directory at its start, and no other. */
final class PayaraMicroServer extends MatrixServer {

    PayaraMicroServer(Jdk jdk, Path jar) {
        super(jdk, jar);
    }

    @Override
    void prepare() {
        // All that differs stands on the command line.
    }

    @Override
    List<String> command(List<String> jvmOptions) {
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(jvmOptions);
        command.addAll(List.of(
                "-jar",
                home.toString(),
                "--nocluster",
                "--disablephonehome",
                "--rootdir",
                directory.resolve("root").toString(),
                "--port",
                Integer.toString(port),
                "--prebootcommandfile",
                Path.of(System.getProperty("cluster.sources"), "payara-micro.asadmin")
                        .toString(),
                "--deploymentdir",
                deployments().toString()));
        return command;
    }

    @Override
    Path deployments() {
        return directory.resolve("deployments");
    }

    @Override
    boolean isSettled(String war, String log) {
        return log.contains(" ready in ");
    }
}
