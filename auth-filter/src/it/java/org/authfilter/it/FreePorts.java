package org.authfilter.it;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that are free now, each given once, and none of those that outgoing connections get: a server that was killed must
 * find its own free when it comes back.
 */
public final class FreePorts {

    /** On Linux, unless told otherwise. */
    private static final int FIRST_OF_OUTGOING_CONNECTIONS = 32_768;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    public static int next() {
        return next(1).get(0);
    }

    public static List<Integer> next(int count) {
        return ThreadLocalRandom.current()
                .ints(20_000, FIRST_OF_OUTGOING_CONNECTIONS)
                .filter(port -> GIVEN.add(port) && isFree(port))
                .limit(count)
                .boxed()
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
