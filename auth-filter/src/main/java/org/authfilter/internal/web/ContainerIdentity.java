package org.authfilter.internal.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.authfilter.User;

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

    /** Runs the rest of a request, or of a dispatch of it, with {@code caller} as the container's caller. */
    void run(User caller, Work work) throws IOException, ServletException;

    /**
     * Leaves no caller in the container for the rest of the request.
     *
     * @param request the container's own request
     */
    void forget(HttpServletRequest request) throws ServletException;

    /** Frees what {@link #start} has registered. */
    void stop();
}
