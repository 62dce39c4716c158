package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.Invocation;
import java.util.Optional;

/**
 * The invocation of a call of RESTEasy. A retry through the {@code Client} of a RESTEasy REST client fails, because its
 * filters need the method of the interface; but RESTEasy allows that an invocation is invoked again.
 */
final class RestEasyInvocation {

    private RestEasyInvocation() {}

    /** The invocation of a call; empty if the client is not RESTEasy's. */
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
