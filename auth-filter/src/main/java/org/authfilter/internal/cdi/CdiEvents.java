package org.authfilter.internal.cdi;

import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;

/** Fires events to the application's observers. One that throws breaks nothing. */
public final class CdiEvents implements Consumer<Object> {

    private static final Logger LOG = System.getLogger("org.authfilter.cdi");

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

    static void fire(Consumer<Object> observers, Object event) {
        try {
            observers.accept(event);
        } catch (VirtualMachineError nothingToGoOnWith) {
            throw nothingToGoOnWith;
        } catch (Throwable failed) {
            LOG.log(Level.WARNING, "An observer of " + event.getClass().getSimpleName() + " failed", failed);
        }
    }
}
