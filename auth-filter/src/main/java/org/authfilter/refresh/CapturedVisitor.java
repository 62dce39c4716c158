package org.authfilter.refresh;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.authfilter.CapturedSession;

/** A visitor on whose behalf other threads may run. */
public record CapturedVisitor(Visitor visitor) implements CapturedSession {

    @Override
    public void run(Runnable work) {
        var unused = get(() -> {
            work.run();
            return this;
        });
    }

    @Override
    public <T> T call(Callable<T> work) throws Exception {
        return CurrentVisitor.call(visitor, work::call);
    }

    @Override
    public <T> T get(Supplier<T> work) {
        return CurrentVisitor.call(visitor, work::get);
    }
}
