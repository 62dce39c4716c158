package org.authfilter.it.servers;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * A server of the matrix.
 *
 * @param title the server and its version, for the table
 * @param jdk the version of Java that it runs on
 * @param parts what the server, or the WAR, has beyond servlets
 * @param bundled names of the libraries that the WAR brings
 * @param limits checks or columns that do not apply, with the reason
 * @param server makes the server, from the directory of all servers
 */
record MatrixRow(
        String title,
        int jdk,
        Set<Part> parts,
        Pattern bundled,
        Map<String, String> limits,
        BiFunction<Jdk, Path, MatrixServer> server) {

    /** What an application may use. */
    enum Part {
        CDI,
        EJB
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    boolean bundles(String library) {
        return bundled.matcher(library).matches();
    }

    MatrixServer on(Jdk installed) {
        return server.apply(installed, Path.of(System.getProperty("servers.directory")));
    }

    @Override
    public String toString() {
        return title + ", JDK " + jdk;
    }
}
