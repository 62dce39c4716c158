package org.authfilter.internal.client;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.authfilter.internal.boot.SignedInCaller;
import org.authfilter.internal.refresh.Caller;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A call of a REST client. Both benchmarks pay for the stub of the client; the difference is the bearer token. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BearerTokenBenchmark {

    private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    private final ClientRequestContext call = (ClientRequestContext) Proxy.newProxyInstance(
            BearerTokenBenchmark.class.getClassLoader(),
            new Class<?>[] {ClientRequestContext.class},
            (proxy, method, arguments) -> method.getName().equals("getHeaders") ? headers : null);
    private BearerTokenFilter filter;
    private BearerTokenFilter without;

    @Setup
    public void signIn() throws Exception {
        Caller caller = SignedInCaller.create();
        filter = new BearerTokenFilter(new BearerTokenClient(any -> true, any -> caller, any -> "orders"));
        without = new BearerTokenFilter(new BearerTokenClient(any -> false, any -> caller, any -> "orders"));
    }

    @Benchmark
    public Object callWithToken() {
        headers.clear();
        filter.filter(call);
        return headers;
    }

    @Benchmark
    public Object callWithoutToken() {
        headers.clear();
        without.filter(call);
        return headers;
    }
}
