package org.authfilter.internal.refresh;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.authfilter.CapturedSession;

/** A caller for which threads other than the request's may work. Thread-safe. */
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
