package org.authfilter.internal.client;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.ext.AsyncInvocationInterceptor;
import org.eclipse.microprofile.rest.client.ext.AsyncInvocationInterceptorFactory;

/**
 * A MicroProfile REST client whose filters run as on a server, but which sends nothing. It sets the invoked method after
 * the first filters, as RESTEasy does; other servers set it earlier.
 */
final class RestClientOfAServer {

    private record Registered(Object component, int priority) {}

    private final Class<?> serviceInterface;
    private final List<Registered> registered = new ArrayList<>();

    RestClientOfAServer(Class<?> serviceInterface) {
        this.serviceInterface = serviceInterface;
        new AccessTokenRestClients().onNewClient(serviceInterface, proxy(RestClientBuilder.class, this::build));
    }

    /** Prepares an asynchronous call on the caller's thread; the worker applies the result before the filters run. */
    List<AsyncInvocationInterceptor> prepare() {
        List<AsyncInvocationInterceptor> interceptors = registered.stream()
                .map(Registered::component)
                .filter(AsyncInvocationInterceptorFactory.class::isInstance)
                .map(factory -> ((AsyncInvocationInterceptorFactory) factory).newInterceptor())
                .toList();
        interceptors.forEach(AsyncInvocationInterceptor::prepareContext);
        return interceptors;
    }

    /** The {@code Authorization} that a call of {@code method} would be sent with on this thread; {@code null}: none. */
    String send(String method) {
        return send(method, () -> {});
    }

    /** The same, with a filter of the application that does some work. */
    String send(String method, Runnable work) {
        ClientRequestFilter working = call -> work.run();
        return send(method, new MultivaluedHashMap<>(), working);
    }

    String sendWithOwnHeader(String method) {
        MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
        headers.putSingle(HttpHeaders.AUTHORIZATION, "Basic of-the-caller");
        return send(method, headers, call -> {});
    }

    private String send(String method, MultivaluedMap<String, Object> headers, ClientRequestFilter ofApplication) {
        ClientRequestContext call = call(headers);
        filters(priority -> priority < Priorities.AUTHENTICATION).forEach(filter -> run(filter, call));
        call.setProperty("org.eclipse.microprofile.rest.client.invokedMethod", method(method));
        run(ofApplication, call);
        filters(priority -> priority >= Priorities.AUTHENTICATION).forEach(filter -> run(filter, call));
        return (String) headers.getFirst(HttpHeaders.AUTHORIZATION);
    }

    /** A filter of the application aborts the call, so no later filter runs. */
    void abortInAnEarlierFilter() {
        ClientRequestContext call = call(new MultivaluedHashMap<>());
        filters(priority -> priority < Priorities.AUTHENTICATION).forEach(filter -> run(filter, call));
    }

    private Stream<ClientRequestFilter> filters(IntPredicate priority) {
        return registered.stream()
                .filter(registration -> priority.test(registration.priority()))
                .sorted(Comparator.comparingInt(Registered::priority))
                .map(Registered::component)
                .filter(ClientRequestFilter.class::isInstance)
                .map(ClientRequestFilter.class::cast);
    }

    private static void run(ClientRequestFilter filter, ClientRequestContext call) {
        try {
            filter.filter(call);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Object build(Object builder, Method method, Object[] arguments) {
        registered.add(new Registered(arguments[0], arguments.length > 1 ? (int) arguments[1] : 0));
        return builder;
    }

    private ClientRequestContext call(MultivaluedMap<String, Object> headers) {
        Map<String, Object> properties = new HashMap<>();
        return proxy(ClientRequestContext.class, (call, method, arguments) -> switch (method.getName()) {
            case "getClient" -> proxy(Client.class, (client, called, none) -> null);
            case "getProperty" -> properties.get((String) arguments[0]);
            case "setProperty" -> properties.put((String) arguments[0], arguments[1]);
            case "getHeaders" -> headers;
            case "getHeaderString" -> headers.getFirst((String) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private Method method(String name) {
        return Stream.of(serviceInterface.getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
