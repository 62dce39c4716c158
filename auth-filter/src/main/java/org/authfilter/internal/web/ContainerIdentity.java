package org.authfilter.internal.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/** Tells the container who the caller of a request is: for its constraints, its EJBs and its injected objects. */
public interface ContainerIdentity {

    /** The request attribute with the user; all dispatches of the request read it. */
    String USER = "org.authfilter.user";

    /** Leaves the container alone. */
    ContainerIdentity NONE = new ContainerIdentity() {
        @Override
        public void start(ConstraintGuard guard) {}

        @Override
        public void run(User caller, Work work) throws IOException, ServletException {
            work.run();
        }

        @Override
        public void resume(HttpServletRequest request, HttpServletResponse response, @Nullable User caller, Work work)
                throws IOException, ServletException {
            work.run();
        }

        @Override
        public void forget(HttpServletRequest request) {}

        @Override
        public void stop() {}
    };

    /** The rest of a request. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException, ServletException;
    }

    /** From now on the container asks {@code guard} before it applies its constraints. Called once, at the deployment. */
    void start(ConstraintGuard guard);

    /** Runs the rest of a request with {@code caller} as the container's caller. */
    void run(User caller, Work work) throws IOException, ServletException;

    /**
     * Runs a later dispatch of a request, which may be on another thread.
     *
     * @param request the request of this dispatch; it may be wrapped
     * @param caller {@code null}: the request has no caller
     */
    void resume(HttpServletRequest request, HttpServletResponse response, @Nullable User caller, Work work)
            throws IOException, ServletException;

    /**
     * Leaves no caller in the container for the rest of the request.
     *
     * @param request the request; it may be wrapped
     */
    void forget(HttpServletRequest request) throws ServletException;

    /** Frees what {@link #start} has registered. */
    void stop();
}
