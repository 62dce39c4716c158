package org.authfilter.internal.common;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Servers that keep HTTP sessions or callers in a way of their own. */
public enum ServerFamily {
    /** GlassFish and Payara, which grew out of it and has the same web container. */
    GLASSFISH("payara|glassfish"),

    /** WildFly and JBoss EAP, which is built from it. */
    WILDFLY("wildfly|jboss"),

    OTHER("");

    private final String names;

    ServerFamily(String names) {
        this.names = names;
    }

    /**
     * Returns the family of a server.
     *
     * @param serverInfo what {@code ServletContext.getServerInfo()} returns
     */
    public static ServerFamily of(@Nullable String serverInfo) {
        for (ServerFamily family : values()) {
            if (Pattern.compile(family.names, Pattern.CASE_INSENSITIVE)
                    .matcher(String.valueOf(serverInfo))
                    .find()) {
                return family;
            }
        }
        return OTHER;
    }
}
