package org.authfilter.internal.shared;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * A store in a map of the data grid that the server has. The maps of both grids are concurrent maps; what they have beyond
 * that is called by reflection, so that nothing here is linked with a grid. Values are stored as base64, because all
 * marshallers accept texts, and grids compare arrays by identity. Thread-safe.
 */
abstract class GridSharedStore implements SharedStore {

    private final Callable<ConcurrentMap<String, String>> opening;
    private volatile @Nullable ConcurrentMap<String, String> map;

    /** Looks for no grid yet. */
    GridSharedStore(Callable<ConcurrentMap<String, String>> opening) {
        this.opening = opening;
    }

    @Override
    public byte @Nullable [] get(String key) {
        String text = with(map -> map.get(key));
        return text == null ? null : Base64.getDecoder().decode(text);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
        return with(map -> call(
                        mapType(), map, "putIfAbsent", key, text(value), timeToLive.toMillis(), TimeUnit.MILLISECONDS))
                == null;
    }

    @Override
    public void remove(String key) {
        var unused = with(map -> map.remove(key));
    }

    /** The interface of the grid's maps. */
    abstract String mapType();

    /** Looks for the map again after a failure: the server may have started its grid anew. */
    <T> @Nullable T with(Function<ConcurrentMap<String, String>, @Nullable T> operation) {
        try {
            return operation.apply(open());
        } catch (RuntimeException failed) {
            map = null;
            throw failed;
        }
    }

    private ConcurrentMap<String, String> open() {
        ConcurrentMap<String, String> opened = map;
        if (opened == null) {
            try {
                opened = opening.call();
            } catch (RuntimeException failed) {
                throw failed;
            } catch (Exception missing) {
                throw new IllegalStateException("this server has no such data grid: " + missing, missing);
            }
            map = opened;
        }
        return opened;
    }

    static String text(byte[] value) {
        return Base64.getEncoder().encodeToString(value);
    }

    /** Calls a public method of an interface or class that {@code target} has, and that its class loader knows. */
    static @Nullable Object call(String type, Object target, String name, Object... arguments) {
        try {
            for (Method method : Class.forName(type, true, target.getClass().getClassLoader())
                    .getMethods()) {
                if (method.getName().equals(name) && accepts(method.getParameterTypes(), arguments)) {
                    return method.invoke(target, arguments);
                }
            }
            throw new IllegalStateException(type + " has no method " + name);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static boolean accepts(Class<?>[] types, Object[] arguments) {
        boolean isAccepted = types.length == arguments.length;
        for (int i = 0; isAccepted && i < types.length; i++) {
            isAccepted = types[i] == long.class ? arguments[i] instanceof Long : types[i].isInstance(arguments[i]);
        }
        return isAccepted;
    }
}
