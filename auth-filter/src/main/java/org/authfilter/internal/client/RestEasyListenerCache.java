package org.authfilter.internal.client;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.Map;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderResolver;

/**
 * RESTEasy keeps the listeners of each application in a static map, as values that hold their own key: the
 * application's class loader. Taking the entry out lets an undeployed application go.
 */
public final class RestEasyListenerCache {

    private static final Logger LOG = System.getLogger("org.authfilter.client");
    private static final String CACHE = "org.jboss.resteasy.microprofile.client.RestClientListeners";

    private RestEasyListenerCache() {}

    /** Takes this application's entry out; does nothing where REST clients are not RESTEasy's. */
    public static void forgetThisApplication() {
        try {
            ClassLoader restClients =
                    RestClientBuilderResolver.instance().getClass().getClassLoader();
            Field cache = Class.forName(CACHE, true, restClients).getDeclaredField("map");
            cache.setAccessible(true);
            ((Map<?, ?>) cache.get(null)).remove(AccessTokenRestClients.class.getClassLoader());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError notRestEasy) {
            LOG.log(Level.DEBUG, "There is no RESTEasy with a cache of listeners", notRestEasy);
        }
    }
}
