package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import jakarta.servlet.FilterChain;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a request with a valid token costs where nothing is optimized yet; the benchmarks measure what is left of it. */
class RequestCostTest {

    private static final FilterChain APPLICATION = (request, response) -> {};
    private static final int REQUESTS = 1000;
    private static final long MOST_BYTES = 1000;

    @Test
    void a_request_with_a_valid_token_allocates_less_than_1_KB() throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start();
                MockBrowser browser = new MockBrowser(issuer, Clock.systemUTC(), Map.of())) {
            browser.signIn("alice@example.org", "right");
            LightRequest request = new LightRequest(browser.request("GET", "/orders"));
            LightResponse response = new LightResponse(new MockHttpServletResponse());
            bytesOf(browser, request, response);

            assertThat(bytesOf(browser, request, response)).isLessThan(REQUESTS * MOST_BYTES);
        }
    }

    private static long bytesOf(MockBrowser browser, LightRequest request, LightResponse response) throws Exception {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REQUESTS; i++) {
            request.next();
            response.next();
            browser.filter().doFilter(request, response, APPLICATION);
        }
        long after = thread.getCurrentThreadAllocatedBytes();
        return after - before;
    }
}
