package org.authfilter.internal.boot;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.authfilter.User;
import org.authfilter.internal.web.ConstraintGuard;
import org.authfilter.internal.web.ContainerIdentity;
import org.jspecify.annotations.Nullable;

/** A container that asks the guard when a test does, and remembers what it is told. */
final class RecordingIdentity implements ContainerIdentity {

    final List<String> events = new ArrayList<>();
    private ConstraintGuard guard;

    ConstraintGuard guard() {
        return guard;
    }

    @Override
    public void start(ConstraintGuard started) {
        guard = started;
    }

    @Override
    public void run(User caller, Work work) throws IOException, ServletException {
        events.add("run as " + caller.name());
        work.run();
        events.add("end");
    }

    @Override
    public void resume(HttpServletRequest request, HttpServletResponse response, @Nullable User caller, Work work)
            throws IOException, ServletException {
        events.add("resume as " + (caller == null ? "anonymous" : caller.name()));
        work.run();
    }

    @Override
    public void forget(HttpServletRequest request) {
        events.add("forget");
    }

    @Override
    public void stop() {
        events.add("stop");
    }
}
