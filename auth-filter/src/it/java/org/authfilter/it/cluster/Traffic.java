package org.authfilter.it.cluster;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.authfilter.it.Await;
import org.authfilter.it.Browser;
import org.authfilter.it.HttpResponses;

/** Users who call their applications again and again, two requests of each at a time. A user who is signed out signs in again. */
final class Traffic implements AutoCloseable {

    private static final int USERS = 5;
    private static final int REQUESTS_AT_ONCE = 2;
    private static final long PAUSE_MILLIS = 250;
    private static final Duration SESSION_MAY_BE_FOUND_AGAIN = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String origin;
    private final ScheduledExecutorService threads;
    private final List<Client> clients = new ArrayList<>();
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> others = new ConcurrentSkipListMap<>();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();

    Traffic(String origin, List<String> applications) {
        this.origin = origin;
        this.threads = Executors.newScheduledThreadPool(applications.size() * USERS * REQUESTS_AT_ONCE);
        for (String application : applications) {
            for (int user = 0; user < USERS; user++) {
                clients.add(new Client(application, "user" + user));
            }
        }
        clients.forEach(Client::start);
    }

    /** Returns when each user has had some more responses. */
    void goesOn() {
        int wanted = served.get() + 10 * clients.size();
        Await.until("requests are served", PATIENCE, () -> served.get() >= wanted, () -> ": " + others + " " + lost);
    }

    /** Sends {@code path} once for each user. Returns how many of the responses were 200. */
    long post(String path) {
        return clients.stream()
                .map(client -> client.browser.post(path, "{}").statusCode())
                .filter(status -> status == 200)
                .count();
    }

    /** The sessions that have ended, and how. */
    List<String> lost() {
        return lost;
    }

    /** The statuses other than 200, and how often they came. */
    Map<String, Integer> others() {
        return others;
    }

    /** The longest time that a response took since the last call of this method. */
    Duration takeSlowest() {
        return Duration.ofNanos(slowest.getAndSet(0));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private final class Client {

        private final String application;
        private final String user;
        private volatile Browser browser;

        Client(String application, String user) {
            this.application = application;
            this.user = user;
            signIn();
        }

        void start() {
            for (int i = 0; i < REQUESTS_AT_ONCE; i++) {
                var unused =
                        threads.scheduleWithFixedDelay(this::call, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        private void call() {
            Browser current = browser;
            long start = System.nanoTime();
            try {
                HttpResponse<String> response = current.call("/who");
                slowest.accumulateAndGet(System.nanoTime() - start, Math::max);
                if (response.statusCode() == 200) {
                    served.incrementAndGet();
                } else if (response.statusCode() == 401) {
                    signInAgain(current, response);
                } else {
                    others.merge(String.valueOf(response.statusCode()), 1, Integer::sum);
                }
            } catch (AssertionError noResponse) {
                others.merge("none", 1, Integer::sum);
            }
        }

        /** A server that looks for the session at a dead node may find none, and find it a moment later. */
        private synchronized void signInAgain(Browser current, HttpResponse<String> response) {
            if (browser != current) {
                return;
            }
            Instant end = Instant.now().plus(SESSION_MAY_BE_FOUND_AGAIN);
            int status = response.statusCode();
            while (status != 200 && Instant.now().isBefore(end)) {
                Await.until(Instant.now().plusMillis(PAUSE_MILLIS));
                status = current.call("/who").statusCode();
            }
            if (status == 200) {
                others.merge("401, then 200", 1, Integer::sum);
            } else {
                lost.add(application + "/" + user + ": " + HttpResponses.describe(response));
                signIn();
            }
        }

        private void signIn() {
            Await.until(user + " is signed in", PATIENCE, () -> {
                Browser next = new Browser(origin, application);
                browser = next;
                return next.signIn(user + "@example.org").statusCode() == 303
                        && next.call("/who").statusCode() == 200;
            });
        }
    }
}
