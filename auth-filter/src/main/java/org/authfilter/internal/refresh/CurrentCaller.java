package org.authfilter.internal.refresh;

import java.io.IOException;
import java.util.Optional;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.jspecify.annotations.Nullable;

/** The caller of the current thread: of the request that it serves, or of the captured session that it works for. */
public final class CurrentCaller {

    private static final ThreadLocal<@Nullable Caller> CURRENT = new ThreadLocal<>();

    private CurrentCaller() {}

    /**
     * The rest of a request.
     *
     * @param <E> the exception that it may throw beside {@code IOException}
     */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws IOException, E;
    }

    /** Runs {@code work} with {@code caller} as the current caller. */
    public static <E extends Exception> void run(Caller caller, Work<E> work) throws IOException, E {
        Caller outer = begin(caller);
        try {
            work.run();
        } finally {
            end(outer);
        }
    }

    /**
     * Work of another thread.
     *
     * @param <E> the exception that it may throw
     */
    @FunctionalInterface
    interface Call<T, E extends Exception> {
        T call() throws E;
    }

    /** Runs {@code work} with {@code caller} as the current caller, and returns its result. */
    static <T, E extends Exception> T call(Caller caller, Call<T, E> work) throws E {
        Caller outer = begin(caller);
        try {
            return work.call();
        } finally {
            end(outer);
        }
    }

    /** Makes {@code caller} the current caller. Returns the one before, for {@link #end}; {@code null} if there was none. */
    public static @Nullable Caller begin(Caller caller) {
        Caller outer = CURRENT.get();
        CURRENT.set(caller);
        return outer;
    }

    /** Restores the current caller before {@link #begin}. The thread keeps its entry, since it soon serves a request again. */
    public static void end(@Nullable Caller outer) {
        CURRENT.set(outer);
    }

    /** The caller of this thread; empty on a thread that has none. */
    public static Optional<Caller> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * The caller of this thread.
     *
     * @throws AccessTokenUnavailableException on a thread that has none
     */
    public static Caller get() {
        return find().orElseThrow(() -> new AccessTokenUnavailableException(Reason.NO_REQUEST));
    }
}
