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
 * Carries the caller of an asynchronous method of one REST client to the thread that sends the call. On that thread the
 * first filter moves the caller from the thread to the call.
 *
 * <p>Servers apply such an interceptor to calls of other clients as well, and don't always remove it (Jersey removes it
 * on the thread that completes the call). A caller that is left on a thread must not become the caller of the next call
 * there: only this client's filter sees it, only an asynchronous method uses it, and for an asynchronous method the
 * server has just applied its own interceptor.
 */
final class AsyncCallers implements AsyncInvocationInterceptorFactory {

    private static final String CALLER = "org.authfilter.client.caller";

    /** Before all other filters: a filter that aborts the call keeps later filters from running. */
    private static final int FIRST = Integer.MIN_VALUE;

    @SuppressWarnings("ThreadLocalUsage") // One for each client, so a client never sees the caller of another.
    private final ThreadLocal<@Nullable Caller> applied = new ThreadLocal<>();

    void addTo(Configurable<?> client) {
        client.register(this);
        client.register(new CallerFilter(), FIRST);
    }

    /** The caller of an asynchronous call; empty for any other call, and where the thread that made it had no caller. */
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

        /** This thread may send the call itself, so the caller of an earlier call is removed first. */
        @Override
        public void prepareContext() {
            applied.remove();
            caller = CurrentCaller.find().map(Caller::forAsyncCall).orElse(null);
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
     * Moves the caller from the thread to the call, whatever the method: RESTEasy sets the method in a filter that runs
     * after this one. A call that is retried keeps its caller.
     */
    private final class CallerFilter implements ClientRequestFilter {

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
