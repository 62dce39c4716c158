package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.Configurable;
import java.util.Optional;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.CurrentCaller;
import org.eclipse.microprofile.rest.client.ext.AsyncInvocationInterceptor;
import org.eclipse.microprofile.rest.client.ext.AsyncInvocationInterceptorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the caller who calls an asynchronous method of one REST client along to the thread that sends the call. There
 * the call itself gets the caller before any other filter runs, and the thread loses it.
 *
 * <p>Servers apply such an interceptor to calls of other clients as well, and don't always take it back (Jersey does so
 * on whatever thread completes the call). What is left on a thread must not become the caller of the next call there:
 * only this client's filter can see it, only an asynchronous method takes it, and for such a one the server has just
 * applied its own.
 */
final class AsyncCallers implements AsyncInvocationInterceptorFactory {

    private static final String CALLER = "org.authfilter.client.caller";

    /** Before all filters: one that answers the call itself keeps later ones from running. */
    private static final int FIRST = Integer.MIN_VALUE;

    @SuppressWarnings("ThreadLocalUsage") // One for each client: that is what keeps clients apart.
    private final ThreadLocal<@Nullable Caller> applied = new ThreadLocal<>();

    void addTo(Configurable<?> client) {
        client.register(this);
        client.register(new HandOver(), FIRST);
    }

    /** The caller who has made an asynchronous call; empty for any other call, and where nobody has made it. */
    static Optional<Caller> callerOf(ClientRequestContext call) {
        return InvokedMethod.isAsynchronous(call) && call.getProperty(CALLER) instanceof Caller caller
                ? Optional.of(caller)
                : Optional.empty();
    }

    @Override
    public AsyncInvocationInterceptor newInterceptor() {
        return new CallerInterceptor();
    }

    private final class CallerInterceptor implements AsyncInvocationInterceptor {

        private volatile @Nullable Caller caller;

        /** The caller may send the call itself: what others have left on this thread is not for it. */
        @Override
        public void prepareContext() {
            applied.remove();
            caller = CurrentCaller.find().map(Caller::elsewhere).orElse(null);
        }

        @Override
        public void applyContext() {
            applied.set(caller);
        }

        @Override
        public void removeContext() {
            applied.remove();
        }
    }

    /**
     * From the thread to the call, whatever the method: RESTEasy tells it by a filter that runs after this one. A call
     * that is made once more keeps its caller.
     */
    private final class HandOver implements ClientRequestFilter {

        @Override
        public void filter(ClientRequestContext call) {
            Caller caller = applied.get();
            applied.remove();
            if (caller != null && call.getProperty(CALLER) == null) {
                call.setProperty(CALLER, caller);
            }
        }
    }
}
