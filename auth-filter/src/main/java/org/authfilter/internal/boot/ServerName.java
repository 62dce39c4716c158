package org.authfilter.internal.boot;

import java.util.ArrayList;
import java.util.List;
import org.authfilter.internal.common.Digests;

/** Identifies this server: the same text after each start, and another one for each other node of a cluster. */
final class ServerName {

    /** The names and directories of WildFly, Payara and GlassFish, Tomcat, Jetty and Open Liberty. */
    private static final List<String> PROPERTIES = List.of(
            "jboss.node.name",
            "jboss.server.base.dir",
            "com.sun.aas.instanceRoot",
            "catalina.base",
            "jetty.base",
            "server.output.dir",
            "user.dir");

    private ServerName() {}

    /** Returns a digest that shows no path. */
    static String get() {
        List<String> parts = new ArrayList<>(List.of(String.valueOf(System.getenv("HOSTNAME"))));
        PROPERTIES.forEach(name -> parts.add(String.valueOf(System.getProperty(name))));
        return Digests.sha256(String.join("\n", parts));
    }
}
