package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backend in a network of containers, whose name has an underscore; a proxy stands in for the name service. */
class UnderscoreHostTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final ProxySelector before = ProxySelector.getDefault();

    @BeforeEach
    void route() {
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), issuer.loginUrl().getPort());
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(
                        uri.toString().contains("my_backend") ? new Proxy(Proxy.Type.HTTP, address) : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress at, IOException failure) {}
        });
    }

    @AfterEach
    void stop() {
        ProxySelector.setDefault(before);
        issuer.close();
    }

    @Test
    void a_backend_with_an_underscore_signs_in_and_refreshes() throws Exception {
        Map<String, String> settings = Map.of(
                "provider.backend.login-url", named(issuer.loginUrl()),
                "provider.backend.refresh-url", named(issuer.refreshUrl()));
        try (MockBrowser browser = new MockBrowser(issuer, clock, settings)) {
            assertThat(browser.signIn("alice@example.org", "wrong").getStatus()).isEqualTo(401);
            assertThat(browser.signIn("alice@example.org", "right").getStatus()).isEqualTo(200);

            clock.advance(Duration.ofHours(1));
            assertThat(browser.call("GET", "/orders").getStatus()).isEqualTo(200);
            assertThat(issuer.counters().refreshes()).isEqualTo(1);
        }
    }

    private static String named(URI address) {
        return address.toString().replace("127.0.0.1", "my_backend");
    }
}
