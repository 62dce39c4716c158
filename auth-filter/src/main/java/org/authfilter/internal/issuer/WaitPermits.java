package org.authfilter.internal.issuer;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The permits of this node for requests that wait for a slow issuer ({@code max-waiting-requests}), so that a slow issuer
 * never occupies all threads of the server (R4). Thread-safe.
 */
public final class WaitPermits {

    private final int size;
    private final Semaphore permits;
    private final @Nullable WaitPermits parent;

    public WaitPermits(int size) {
        this(size, null);
    }

    private WaitPermits(int size, @Nullable WaitPermits parent) {
        this.size = size;
        this.permits = new Semaphore(size);
        this.parent = parent;
    }

    /** Half of these permits, rounded up: a permit of the half is taken from the whole as well. */
    public WaitPermits half() {
        return new WaitPermits((size + 1) / 2, this);
    }

    /** As many other permits. */
    WaitPermits others() {
        return new WaitPermits(size);
    }

    boolean tryAcquire() {
        if (!permits.tryAcquire()) {
            return false;
        }
        if (parent == null || parent.tryAcquire()) {
            return true;
        }
        permits.release();
        return false;
    }

    void release() {
        if (parent != null) {
            parent.release();
        }
        permits.release();
    }
}
