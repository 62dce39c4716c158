package org.authfilter.internal.shared;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.authfilter.internal.common.LogLimit;
import org.authfilter.spi.SharedStore;
import org.jspecify.annotations.Nullable;

/**
 * Calls the shared store on threads of its own. No caller waits longer than 250 ms. While the store fails, one call a
 * second tries it, and all others fail at once. The threads belong to the platform's class loader, so that none of them
 * keeps an undeployed application in memory. Thread-safe.
 */
public final class SharedStoreClient implements AutoCloseable {

    private static final Logger LOG = System.getLogger("org.authfilter.deployment");

    private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final int MOST_CALLS_AT_ONCE = 16;

    private final SharedStore store;
    private final String keyPrefix;
    private final Duration longestWait;
    private final LogLimit log;
    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor listeners;

    /** When the next attempt is due, in nanoseconds; 0 while the store works. */
    private final AtomicLong nextAttempt = new AtomicLong();

    private volatile boolean isDown;

    /**
     * Calls nothing yet.
     *
     * @param keyPrefix begins each key, so that applications that share a store have their own entries
     */
    public SharedStoreClient(SharedStore store, String keyPrefix, Clock clock) {
        this(store, keyPrefix, clock, LONGEST_WAIT);
    }

    /**
     * The same with another limit, for machines that may stand still for a moment.
     *
     * @param longestWait how long a caller waits for a call
     */
    public SharedStoreClient(SharedStore store, String keyPrefix, Clock clock, Duration longestWait) {
        this.store = store;
        this.keyPrefix = keyPrefix;
        this.longestWait = longestWait;
        this.log = new LogLimit(clock);
        this.workers = new ThreadPoolExecutor(
                MOST_CALLS_AT_ONCE,
                MOST_CALLS_AT_ONCE,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                SharedStoreClient::thread);
        workers.allowCoreThreadTimeOut(true);
        this.timer = new ScheduledThreadPoolExecutor(1, SharedStoreClient::thread);
        timer.setRemoveOnCancelPolicy(true);
        this.listeners = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(1),
                SharedStoreClient::thread,
                new ThreadPoolExecutor.DiscardPolicy());
        listeners.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "auth-filter-store");
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return thread;
    }

    /** The whole key of an entry. */
    public String key(String name) {
        return keyPrefix + name;
    }

    /**
     * Makes one call. Returns at once; the result completes within 250 ms, exceptionally if the store failed. A call that
     * was too slow may still take effect.
     */
    public <T> CompletableFuture<T> call(Function<SharedStore, T> operation) {
        CompletableFuture<T> result = new CompletableFuture<>();
        long due = nextAttempt.get();
        long now = System.nanoTime();
        if (due != 0 && (now - due < 0 || !nextAttempt.compareAndSet(due, now + BETWEEN_ATTEMPTS.toNanos()))) {
            result.completeExceptionally(new IllegalStateException("the shared store does not work"));
            return result;
        }
        try {
            boolean hasFailedBefore = due != 0;
            Future<?> timeout = timer.schedule(
                    () -> fail(result, new TimeoutException(), hasFailedBefore),
                    longestWait.toMillis(),
                    TimeUnit.MILLISECONDS);
            workers.execute(() -> run(operation, result, hasFailedBefore));
            return result.whenComplete((value, failure) -> timeout.cancel(false));
        } catch (RejectedExecutionException stopped) {
            result.completeExceptionally(stopped);
            return result;
        }
    }

    private <T> void run(Function<SharedStore, T> operation, CompletableFuture<T> result, boolean hasFailedBefore) {
        if (result.isDone()) {
            return;
        }
        try {
            T value = operation.apply(store);
            if (!result.isDone()) {
                nextAttempt.set(0);
                isDown = false;
            }
            result.complete(value);
        } catch (RuntimeException | LinkageError failed) {
            fail(result, failed, hasFailedBefore);
        }
    }

    private void fail(CompletableFuture<?> result, Throwable failure, boolean hasFailedBefore) {
        if (result.isDone()) {
            return;
        }
        isDown |= hasFailedBefore;
        nextAttempt.set(System.nanoTime() + BETWEEN_ATTEMPTS.toNanos() | 1);
        if (!workers.isShutdown()) {
            log.log(
                    LOG,
                    Level.WARNING,
                    "store",
                    "The shared store does not work, so each node works as if it were alone: {0}",
                    failure instanceof TimeoutException
                            ? "no result within " + longestWait.toMillis() + " ms"
                            : failure);
        }
        result.completeExceptionally(failure);
    }

    /** How long a caller waits for a call at most. */
    public Duration longestWait() {
        return longestWait;
    }

    /** Whether the store failed once more when it was tried again, a second after a failure. */
    public boolean isDown() {
        return isDown;
    }

    /** Makes one call and waits for its result; {@code otherwise} if the store failed. */
    public <T> T callOr(T otherwise, Function<SharedStore, T> operation) {
        try {
            return call(operation).get();
        } catch (ExecutionException failed) {
            return otherwise;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    /** This client as a store: each method waits for the result, and throws if the store failed. */
    public SharedStore blocking() {
        return new SharedStore() {
            @Override
            public byte @Nullable [] get(String key) {
                return call(shared -> Optional.ofNullable(shared.get(key(key))))
                        .join()
                        .orElse(null);
            }

            @Override
            public boolean putIfAbsent(String key, byte[] value, Duration timeToLive) {
                return call(shared -> shared.putIfAbsent(key(key), value, timeToLive))
                        .join();
            }

            @Override
            public boolean replace(String key, byte[] expected, byte[] value, Duration timeToLive) {
                return call(shared -> shared.replace(key(key), expected, value, timeToLive))
                        .join();
            }

            @Override
            public void remove(String key) {
                var unused = call(shared -> {
                            shared.remove(key(key));
                            return true;
                        })
                        .join();
            }
        };
    }

    /**
     * Runs {@code listener}, which may block, on a thread that makes no calls. One runs at a time and one waits: for those
     * that are added meanwhile, the waiting one runs.
     */
    public void tell(Runnable listener) {
        listeners.execute(listener);
    }

    /** Runs {@code work}, which must not block, after {@code delay}; none is added any more once this is closed. */
    public void after(Duration delay, Runnable work) {
        try {
            var unused = timer.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            return;
        }
    }

    /** Callers that wait for a result get their failure when it is due. */
    @Override
    public void close() {
        timer.shutdown();
        workers.shutdownNow();
        listeners.shutdownNow();
        store.close();
    }
}
