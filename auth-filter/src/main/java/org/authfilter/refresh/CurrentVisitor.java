package org.authfilter.refresh;

import java.io.IOException;
import java.util.Optional;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.jspecify.annotations.Nullable;

/** The visitor on whose behalf the calling thread runs. */
public final class CurrentVisitor {

    private static final ThreadLocal<@Nullable Visitor> CURRENT = new ThreadLocal<>();

    private CurrentVisitor() {}

    /**
     * What serves a request of a visitor.
     *
     * @param <E> what it may throw besides
     */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws IOException, E;
    }

    /** Runs {@code work} on behalf of {@code visitor}. */
    public static <E extends Exception> void run(Visitor visitor, Work<E> work) throws IOException, E {
        Visitor outer = enter(visitor);
        try {
            work.run();
        } finally {
            leaveTo(outer);
        }
    }

    /**
     * What another thread does for a visitor.
     *
     * @param <E> what it may throw
     */
    @FunctionalInterface
    interface Call<T, E extends Exception> {
        T call() throws E;
    }

    /** Runs {@code work} on behalf of {@code visitor} and returns what it gives. */
    static <T, E extends Exception> T call(Visitor visitor, Call<T, E> work) throws E {
        Visitor outer = enter(visitor);
        try {
            return work.call();
        } finally {
            leaveTo(outer);
        }
    }

    private static @Nullable Visitor enter(Visitor visitor) {
        Visitor outer = CURRENT.get();
        CURRENT.set(visitor);
        return outer;
    }

    private static void leaveTo(@Nullable Visitor outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }

    /** Empty on a thread that serves no request and acts for nobody. */
    public static Optional<Visitor> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * The visitor of this thread.
     *
     * @throws AccessTokenUnavailableException on a thread that serves no request and acts for nobody
     */
    public static Visitor get() {
        return find().orElseThrow(() -> new AccessTokenUnavailableException(Reason.NO_REQUEST));
    }
}
