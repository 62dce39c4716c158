package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The method of a REST client's interface that makes a call. */
final class InvokedMethod {

    private static final String PROPERTY = "org.eclipse.microprofile.rest.client.invokedMethod";

    private InvokedMethod() {}

    /** Empty where the server does not set it. */
    static Optional<Method> of(ClientRequestContext call) {
        return call.getProperty(PROPERTY) instanceof Method method ? Optional.of(method) : Optional.empty();
    }

    /** Whether servers send the call on another thread, and apply its interceptors there. */
    static boolean isAsynchronous(ClientRequestContext call) {
        return of(call).filter(InvokedMethod::isAsynchronous).isPresent();
    }

    private static boolean isAsynchronous(Method method) {
        return CompletionStage.class.isAssignableFrom(method.getReturnType());
    }
}
