package org.authfilter.testkit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** The faults of one endpoint: those of its next calls, then the one of every further call. Thread-safe. */
final class FaultScript {

    private final Queue<Fault> next = new ArrayDeque<>();
    private Optional<Fault> always = Optional.empty();

    synchronized void next(Fault... faults) {
        next.addAll(List.of(faults));
    }

    synchronized void always(Fault fault) {
        always = Optional.of(fault);
    }

    synchronized void clear() {
        next.clear();
        always = Optional.empty();
    }

    synchronized Optional<Fault> take() {
        return next.isEmpty() ? always : Optional.of(next.remove());
    }
}
