package org.authfilter.internal.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.Map;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderResolver;

/**
 * The static map in which RESTEasy keeps the listeners of each application. Its keys are the class loaders of the
 * applications, and its values refer to their keys, so an undeployed application stays in memory until its entry is
 * removed.
 */
public final class RestEasyListenerCache {

    private static final Logger LOG = System.getLogger("org.authfilter.client");
    private static final String CACHE = "org.jboss.resteasy.microprofile.client.RestClientListeners";

    private RestEasyListenerCache() {}

    /** Removes the entry of this application; does nothing if the REST clients are not RESTEasy's. */
    public static void removeThisApplication() {
        try {
            ClassLoader restClients =
                    RestClientBuilderResolver.instance().getClass().getClassLoader();
            Field cache = Class.forName(CACHE, true, restClients).getDeclaredField("map");
            cache.setAccessible(true);
            ((Map<?, ?>) cache.get(null)).remove(AccessTokenRestClients.class.getClassLoader());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError notRestEasy) {
            LOG.log(Level.DEBUG, "No RESTEasy listener cache found", notRestEasy);
        }
    }
}
