package org.authfilter.internal.boot;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.authfilter.internal.refresh.CurrentCaller;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.springframework.mock.web.MockHttpServletResponse;

/** One request through the filter to an application that does nothing; {@code emptyFilter} is the measure of the others. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

    private static final FilterChain APPLICATION = (request, response) -> {};
    private static final FilterChain CALLS_AN_API =
            (request, response) -> CurrentCaller.get().accessToken();
    private static final Filter EMPTY = (request, response, chain) -> chain.doFilter(request, response);
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final LightResponse response = new LightResponse(new MockHttpServletResponse());
    private final FakeIssuer issuer = FakeIssuer.start().accessTokenLifetime(LIFETIME);
    private final MockBrowser browser = new MockBrowser(issuer, Clock.systemUTC(), Map.of());
    private final Filter filter = browser.filter();
    private final LightRequest anonymous = new LightRequest(browser.request("GET", "/orders"));
    private final LightRequest anonymousOnPublicPath = new LightRequest(browser.request("GET", "/open/help"));
    private LightRequest signedIn;

    @Setup
    public void signIn() throws Exception {
        browser.signIn("alice@example.org", "right");
        signedIn = new LightRequest(browser.request("GET", "/orders"));
    }

    @TearDown
    public void stop() {
        browser.close();
        issuer.close();
    }

    @Benchmark
    public void emptyFilter() throws Exception {
        run(EMPTY, signedIn, APPLICATION);
    }

    @Benchmark
    public void validToken() throws Exception {
        run(filter, signedIn, APPLICATION);
    }

    @Benchmark
    public void validTokenAndItsLookup() throws Exception {
        run(filter, signedIn, CALLS_AN_API);
    }

    @Benchmark
    public void anonymousOnPublicPath() throws Exception {
        run(filter, anonymousOnPublicPath, APPLICATION);
    }

    /** Includes the response that asks the client to sign in, and the mock that receives it. */
    @Benchmark
    public HttpServletResponse anonymousOnProtectedPath() throws Exception {
        MockHttpServletResponse unauthorized = new MockHttpServletResponse();
        anonymous.next();
        filter.doFilter(anonymous, unauthorized, APPLICATION);
        return unauthorized;
    }

    @Benchmark
    public void insideMarginWhileAnotherRequestRefreshes(PendingRefresh pending) throws Exception {
        run(pending.browser.filter(), pending.signedIn, APPLICATION);
    }

    private void run(Filter by, LightRequest request, FilterChain chain) throws Exception {
        request.next();
        response.next();
        by.doFilter(request, response, chain);
    }

    /** The token is inside the margin, and its issuer does not respond to the refresh that another request has sent. */
    @State(Scope.Benchmark)
    public static class PendingRefresh {

        private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
        private final FakeIssuer issuer = FakeIssuer.start(clock).accessTokenLifetime(LIFETIME);
        private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of("token-request-timeout", "60s"));
        private LightRequest signedIn;

        @Setup
        public void begin() throws Exception {
            browser.signIn("alice@example.org", "right");
            signedIn = new LightRequest(browser.request("GET", "/orders"));
            clock.advance(LIFETIME.minusSeconds(1));
            issuer.hold();
            browser.call("GET", "/orders");
        }

        @TearDown
        public void stop() {
            issuer.release();
            browser.close();
            issuer.close();
        }
    }
}
