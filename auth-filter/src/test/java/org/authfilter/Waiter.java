package org.authfilter;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A thread of its own that does one thing: it is either done soon or waits for something. */
public final class Waiter<T> {

    private final FutureTask<T> task;
    private final Thread thread;

    public Waiter(Callable<T> work) {
        task = new FutureTask<>(work);
        thread = new Thread(task);
        thread.start();
    }

    /** Whether it waits, with a time limit, before it is done. */
    public boolean waits() {
        while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return thread.isAlive();
    }

    public T outcome() throws Exception {
        return task.get(30, TimeUnit.SECONDS);
    }
}
