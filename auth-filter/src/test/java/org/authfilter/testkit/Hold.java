package org.authfilter.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps the callers of a path waiting until a test lets them pass. Thread-safe. */
public final class Hold {

    private static final long LONGEST_SECONDS = 30;

    /** Holds nobody. */
    static final Hold NONE = new Hold();

    static {
        NONE.release();
    }

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Hold() {}

    void pass() {
        arrived.countDown();
        await(released);
    }

    /** Waits until there is a caller who waits. */
    public void awaitCaller() {
        await(arrived);
    }

    /** Lets those who wait pass, and all who come. */
    public void release() {
        released.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came within " + LONGEST_SECONDS + " s");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
