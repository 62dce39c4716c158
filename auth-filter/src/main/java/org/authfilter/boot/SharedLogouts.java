package org.authfilter.boot;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ServiceLoader;
import org.authfilter.LogoutStore;
import org.authfilter.config.OidcSettings;
import org.authfilter.config.Settings;
import org.authfilter.session.MemoryLogoutStore;

/** Where this application remembers logouts: the WAR's own store, or the memory of this node. */
final class SharedLogouts {

    private static final Logger LOG = System.getLogger(SharedLogouts.class.getName());

    private SharedLogouts() {}

    static LogoutStore of(ServletContext context, WebXml webXml, Settings settings, Clock clock) {
        return ServiceLoader.load(LogoutStore.class, context.getClassLoader())
                .findFirst()
                .orElseGet(() -> ofThisNode(webXml, settings, clock));
    }

    private static LogoutStore ofThisNode(WebXml webXml, Settings settings, Clock clock) {
        boolean hasOpenIdProvider = settings.providers().stream().anyMatch(OidcSettings.class::isInstance);
        if (hasOpenIdProvider && webXml.isDistributable()) {
            LOG.log(
                    Level.WARNING,
                    "This application is distributable, but back-channel logouts are known only to the node that gets"
                            + " them; provide a {0} that all nodes share",
                    LogoutStore.class.getName());
        }
        return new MemoryLogoutStore(clock);
    }
}
