package org.authfilter.internal.refresh;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.authfilter.CapturedSession;

/** A caller on whose behalf other threads may run. */
public record CapturedCaller(Caller caller) implements CapturedSession {

    @Override
    public void run(Runnable work) {
        var unused = get(() -> {
            work.run();
            return this;
        });
    }

    @Override
    public <T> T call(Callable<T> work) throws Exception {
        return CurrentCaller.call(caller, work::call);
    }

    @Override
    public <T> T get(Supplier<T> work) {
        return CurrentCaller.call(caller, work::get);
    }
}
