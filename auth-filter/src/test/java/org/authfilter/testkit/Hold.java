package org.authfilter.testkit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps the callers of a path waiting until a test lets them pass. Thread-safe. */
public final class Hold {

    private static final long LONGEST_SECONDS = 30;

    /** Lets every call pass. */
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

    /** Waits until a call waits. */
    public void awaitCaller() {
        await(arrived);
    }

    /** Lets all waiting and all later calls pass. */
    public void release() {
        released.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no call came within " + LONGEST_SECONDS + " s");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
