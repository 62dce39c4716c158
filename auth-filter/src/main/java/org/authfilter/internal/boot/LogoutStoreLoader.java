package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ServiceLoader;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.MemoryLogoutStore;
import org.authfilter.internal.session.SharedLogoutStore;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.spi.LogoutStore;
import org.jspecify.annotations.Nullable;

/** Chooses where logouts are remembered: in the LogoutStore of the WAR, on all nodes, or in the memory of this node. */
final class LogoutStoreLoader {

    private static final Logger LOG = System.getLogger("org.authfilter.deployment");

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration A_YEAR = Duration.ofDays(365);

    private LogoutStoreLoader() {}

    static LogoutRegistry of(
            ServletContext context,
            WebXml webXml,
            Settings settings,
            @Nullable SharedStoreClient sharedStore,
            Clock clock) {
        LogoutStore store = ServiceLoader.load(LogoutStore.class, context.getClassLoader())
                .findFirst()
                .orElseGet(() ->
                        sharedStore == null ? ofThisNode(webXml, settings, clock) : ofAllNodes(sharedStore, clock));
        return new LogoutRegistry(store, () -> longestIdleTime(settings, context), clock);
    }

    private static LogoutStore ofAllNodes(SharedStoreClient sharedStore, Clock clock) {
        SharedLogoutStore store = new SharedLogoutStore(sharedStore, clock);
        store.start();
        return store;
    }

    private static LogoutStore ofThisNode(WebXml webXml, Settings settings, Clock clock) {
        boolean hasOpenIdProvider = settings.providers().stream().anyMatch(OidcSettings.class::isInstance);
        if (hasOpenIdProvider && webXml.isDistributable()) {
            LOG.log(
                    Level.WARNING,
                    "This application is distributable, but each back-channel logout is known only to the node that"
                            + " receives it. Set shared-store, or add an implementation of {0} that all nodes share",
                    LogoutStore.class.getName());
        }
        return new MemoryLogoutStore(clock);
    }

    /** How long a session can exist without a request, at least a day; a year if there is no limit. */
    static Duration longestIdleTime(Settings settings, ServletContext context) {
        int containerMinutes = context.getSessionTimeout();
        Duration container = containerMinutes > 0 ? Duration.ofMinutes(containerMinutes) : A_YEAR;
        Duration idle = settings.idleTimeout() == null ? container : settings.idleTimeout();
        return idle.compareTo(A_DAY) < 0 ? A_DAY : idle;
    }
}
