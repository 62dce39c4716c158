package org.authfilter.internal.boot;

import jakarta.servlet.FilterChain;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.CurrentCaller;
import org.authfilter.testkit.FakeIssuer;
import org.springframework.mock.web.MockHttpServletResponse;

/** The caller of one request with a valid token. */
public final class SignedInCaller {

    private SignedInCaller() {}

    public static Caller create() throws Exception {
        AtomicReference<Caller> caller = new AtomicReference<>();
        FilterChain chain = (request, response) -> caller.set(CurrentCaller.get());
        try (FakeIssuer issuer = FakeIssuer.start();
                MockBrowser browser = new MockBrowser(issuer, Clock.systemUTC(), Map.of())) {
            browser.signIn("alice@example.org", "right");
            browser.filter().doFilter(browser.request("GET", "/orders"), new MockHttpServletResponse(), chain);
        }
        return caller.get();
    }
}
