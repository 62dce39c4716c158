package org.authfilter.internal.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.authfilter.internal.common.LogLimit;

/** Fires events to the observers of the application. The exception of an observer is logged and goes no further. */
public final class CdiEvents implements Consumer<Object> {

    private static final Logger LOG = System.getLogger("org.authfilter.cdi");

    private final LogLimit log;

    /**
     * Works with CDI.
     *
     * @throws LinkageError if the server and the WAR have no CDI classes
     */
    public CdiEvents(Clock clock) {
        // Without this the first event would fail instead.
        Objects.requireNonNull(CDI.class);
        Objects.requireNonNull(BeanManager.class);
        log = new LogLimit(clock);
    }

    @Override
    public void accept(Object event) {
        beanManager().ifPresent(manager -> fire(fired -> manager.getEvent().fire(fired), event));
    }

    private static Optional<BeanManager> beanManager() {
        try {
            return Optional.of(CDI.current().getBeanManager());
        } catch (IllegalStateException applicationWithoutCdi) {
            return Optional.empty();
        }
    }

    void fire(Consumer<Object> observers, Object event) {
        try {
            observers.accept(event);
        } catch (VirtualMachineError unrecoverable) {
            throw unrecoverable;
        } catch (Throwable failed) {
            String name = event.getClass().getSimpleName();
            log.log(LOG, Level.WARNING, name, "An observer of " + name + " failed", failed);
        }
    }
}
