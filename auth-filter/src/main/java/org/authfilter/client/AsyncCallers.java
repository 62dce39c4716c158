package org.authfilter.client;

import java.util.Optional;
import org.authfilter.refresh.CurrentVisitor;
import org.authfilter.refresh.Visitor;
import org.eclipse.microprofile.rest.client.ext.AsyncInvocationInterceptor;
import org.eclipse.microprofile.rest.client.ext.AsyncInvocationInterceptorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Takes the visitor who calls an asynchronous method of one REST client along to the thread that sends the call. Servers
 * apply such an interceptor to calls of other clients as well, and don't always take it back: so only this client's
 * filter can see the visitor, and only once.
 */
final class AsyncCallers implements AsyncInvocationInterceptorFactory {

    @SuppressWarnings("ThreadLocalUsage") // One for each client: that is what keeps clients apart.
    private final ThreadLocal<@Nullable Visitor> applied = new ThreadLocal<>();

    @Override
    public AsyncInvocationInterceptor newInterceptor() {
        return new Caller();
    }

    /** The visitor for whom the call on this thread is made; empty if it is no asynchronous call. */
    Optional<Visitor> take() {
        Visitor visitor = applied.get();
        applied.remove();
        return Optional.ofNullable(visitor);
    }

    private final class Caller implements AsyncInvocationInterceptor {

        private volatile @Nullable Visitor visitor;

        @Override
        public void prepareContext() {
            visitor = CurrentVisitor.find().map(Visitor::elsewhere).orElse(null);
        }

        @Override
        public void applyContext() {
            applied.set(visitor);
        }

        @Override
        public void removeContext() {
            applied.remove();
        }
    }
}
