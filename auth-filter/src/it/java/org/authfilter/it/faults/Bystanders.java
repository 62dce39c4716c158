package org.authfilter.it.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A user with a valid token, a public page and another WAR, each asked again and again, one request after another. */
final class Bystanders implements AutoCloseable {

    private static final long PAUSE_MILLIS = 20;

    private final List<Bystander> all = new ArrayList<>();
    private volatile boolean stopped;

    Bystanders(Clients clients, String cookies, String... paths) {
        for (String path : paths) {
            Bystander bystander = new Bystander(clients, path, cookies);
            all.add(bystander);
            bystander.next();
        }
    }

    /** What all of them got since the last call: the worst of them counts. */
    Served takeServed() {
        return all.stream()
                .map(Bystander::take)
                .reduce((one, other) -> one.requestsPerSecond() < other.requestsPerSecond()
                        ? new Served(one.requestsPerSecond(), Math.max(one.silentMillis(), other.silentMillis()))
                        : new Served(other.requestsPerSecond(), Math.max(one.silentMillis(), other.silentMillis())))
                .orElseThrow();
    }

    /** The rate of the bystander that was served least, and the longest time without a response to one of them. */
    record Served(double requestsPerSecond, long silentMillis) {

        String comparedTo(Served before) {
            return String.format(
                    Locale.ROOT,
                    "%.2f, at most %d ms silent",
                    requestsPerSecond / before.requestsPerSecond,
                    silentMillis);
        }
    }

    @Override
    public void close() {
        stopped = true;
    }

    private final class Bystander {

        private final Clients clients;
        private final String path;
        private final String cookies;
        private long since = System.nanoTime();
        private long lastResponse = since;
        private long longestSilence;
        private int served;

        Bystander(Clients clients, String path, String cookies) {
            this.clients = clients;
            this.path = path;
            this.cookies = cookies;
        }

        void next() {
            var unused = clients.call(path, cookies).thenAccept(response -> {
                responded(response.status());
                if (!stopped) {
                    CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                            .execute(this::next);
                }
            });
        }

        private synchronized void responded(int status) {
            if (status == 200) {
                long now = System.nanoTime();
                longestSilence = Math.max(longestSilence, now - lastResponse);
                lastResponse = now;
                served++;
            }
        }

        synchronized Served take() {
            long now = System.nanoTime();
            longestSilence = Math.max(longestSilence, now - lastResponse);
            Served result = new Served(served * 1e9 / (now - since), TimeUnit.NANOSECONDS.toMillis(longestSilence));
            since = now;
            lastResponse = now;
            longestSilence = 0;
            served = 0;
            return result;
        }
    }
}
