package org.authfilter.internal.provider.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads of a {@link IssuerHttpClient}. They belong to the platform's class loader, so that none of them, nor the HTTP
 * client's own, keeps an undeployed application in memory.
 */
final class IssuerHttpThreads implements AutoCloseable {

    private final AtomicInteger number = new AtomicInteger();
    private final ExecutorService workers = Executors.newCachedThreadPool(this::thread);
    private final ScheduledExecutorService timer = newTimer();

    ExecutorService workers() {
        return workers;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    static <T> T underPlatformLoader(Supplier<T> action) {
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        current.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return action.get();
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private ScheduledExecutorService newTimer() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, this::thread);
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private Thread thread(Runnable work) {
        Thread thread = new Thread(work, "auth-filter-" + number.incrementAndGet());
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        return thread;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        workers.shutdownNow();
    }
}
