package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.ServiceLoader;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.config.SharedStoreKind;
import org.authfilter.internal.shared.HazelcastSharedStore;
import org.authfilter.internal.shared.InfinispanSharedStore;
import org.authfilter.internal.shared.JdbcSharedStore;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the store that all nodes share: that of the WAR, or the configured engine of the server. What it needs is looked
 * up when it is used, because a server may start it after the application.
 */
final class SharedStoreLoader {

    private static final String HAZELCAST = "payara/Hazelcast";
    private static final String INFINISPAN = "java:jboss/infinispan/container/web";
    private static final int PREFIX_LENGTH = 8;

    private SharedStoreLoader() {}

    /** Returns a client of the shared store; {@code null} if there is none. */
    static @Nullable SharedStoreClient of(ServletContext context, Settings settings, Clock clock) {
        SharedStore store = ServiceLoader.load(SharedStore.class, context.getClassLoader())
                .findFirst()
                .orElse(null);
        SharedStoreKind kind = settings.sharedStore();
        if (store == null && kind != null) {
            store = of(kind, settings, context.getClassLoader(), clock);
        }
        return store == null ? null : new SharedStoreClient(store, keyPrefix(context), clock);
    }

    private static SharedStore of(SharedStoreKind kind, Settings settings, ClassLoader loader, Clock clock) {
        String dataSource = settings.sharedStoreDataSource();
        if (kind == SharedStoreKind.JDBC && dataSource != null) {
            return new JdbcSharedStore(() -> (DataSource) lookUp(dataSource, loader), clock);
        }
        return kind == SharedStoreKind.INFINISPAN
                ? new InfinispanSharedStore(() -> lookUp(INFINISPAN, loader))
                : new HazelcastSharedStore(() -> lookUp(HAZELCAST, loader));
    }

    /** Servers find the factories of their names by the class loader of the thread. */
    @SuppressWarnings("BanJNDI") // The name comes from the configuration of the server, never from a request.
    private static Object lookUp(String name, ClassLoader loader) throws NamingException {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(loader);
        try {
            return InitialContext.doLookup(name);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    /** The same on all nodes, and another one for each application of a server. */
    private static String keyPrefix(ServletContext context) {
        return Digests.sha256(context.getContextPath()).substring(0, PREFIX_LENGTH) + ".";
    }
}
