package org.authfilter.internal.refresh;

import java.io.IOException;
import java.util.Optional;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.jspecify.annotations.Nullable;

/** The caller on whose behalf the calling thread runs. */
public final class CurrentCaller {

    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    private CurrentCaller() {}

    /**
     * What serves a request of a caller.
     *
     * @param <E> what it may throw besides
     */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws IOException, E;
    }

    /** Runs {@code work} on behalf of {@code caller}. */
    public static <E extends Exception> void run(Caller caller, Work<E> work) throws IOException, E {
        Caller outer = enter(caller);
        try {
            work.run();
        } finally {
            leaveTo(outer);
        }
    }

    /**
     * What another thread does for a caller.
     *
     * @param <E> what it may throw
     */
    @FunctionalInterface
    interface Call<T, E extends Exception> {
        T call() throws E;
    }

    /** Runs {@code work} on behalf of {@code caller} and returns what it gives. */
    static <T, E extends Exception> T call(Caller caller, Call<T, E> work) throws E {
        Caller outer = enter(caller);
        try {
            return work.call();
        } finally {
            leaveTo(outer);
        }
    }

    private static @Nullable Caller enter(Caller caller) {
        Caller outer = CURRENT.get();
        CURRENT.set(caller);
        return outer;
    }

    private static void leaveTo(@Nullable Caller outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** Empty on a thread that serves no request and acts for nobody. */
    public static Optional<Caller> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * The caller of this thread.
     *
     * @throws AccessTokenUnavailableException on a thread that serves no request and acts for nobody
     */
    public static Caller get() {
        return find().orElseThrow(() -> new AccessTokenUnavailableException(Reason.NO_REQUEST));
    }
}
