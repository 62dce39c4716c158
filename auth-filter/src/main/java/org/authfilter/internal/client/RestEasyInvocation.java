package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.Invocation;
import java.util.Optional;

/**
 * RESTEasy's REST clients can't be called by their {@code Client} alone: their filters look for the method of the
 * interface. Its invocations, however, may be invoked again.
 */
final class RestEasyInvocation {

    private RestEasyInvocation() {}

    /** The invocation that a filter is called for; empty where the client is not RESTEasy's. */
    static Optional<Invocation> of(ClientRequestContext call) {
        try {
            return call.getClass().getMethod("getInvocation").invoke(call) instanceof Invocation invocation
                    ? Optional.of(invocation)
                    : Optional.empty();
        } catch (ReflectiveOperationException notRestEasy) {
            return Optional.empty();
        }
    }
}
