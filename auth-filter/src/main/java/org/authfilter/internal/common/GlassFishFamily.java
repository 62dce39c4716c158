package org.authfilter.internal.common;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** GlassFish and Payara, which grew out of it and has the same web container. */
public final class GlassFishFamily {

    private GlassFishFamily() {}

    /**
     * Whether a server belongs to it.
     *
     * @param serverInfo what {@code ServletContext.getServerInfo()} returns
     */
    public static boolean includes(@Nullable String serverInfo) {
        String server = String.valueOf(serverInfo).toLowerCase(Locale.ROOT);
        return server.contains("payara") || server.contains("glassfish");
    }
}
