package org.authfilter.refresh;

import java.io.IOException;
import java.util.Optional;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.jspecify.annotations.Nullable;

/** The visitor whose request runs on the calling thread. */
public final class CurrentVisitor {

    private static final ThreadLocal<@Nullable Visitor> CURRENT = new ThreadLocal<>();

    private CurrentVisitor() {}

    /**
     * What runs on behalf of a visitor.
     *
     * @param <E> what it may throw besides
     */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws IOException, E;
    }

    /** Runs {@code work} on behalf of {@code visitor}. */
    public static <E extends Exception> void run(Visitor visitor, Work<E> work) throws IOException, E {
        Visitor outer = CURRENT.get();
        CURRENT.set(visitor);
        try {
            work.run();
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Empty on a thread that serves no request. */
    public static Optional<Visitor> find() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * The visitor of this thread.
     *
     * @throws AccessTokenUnavailableException on a thread that serves no request
     */
    public static Visitor get() {
        return find().orElseThrow(() -> new AccessTokenUnavailableException(Reason.NO_REQUEST));
    }
}
