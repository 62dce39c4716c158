package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Between this application and an issuer, a firewall forgets idle connections and tells neither side. */
class ForgottenConnectionsTest {

    private static final Duration IDLE = Duration.ofSeconds(30);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(strings = {"sign-in", "refresh", "expired"})
    void no_call_of_a_backend_uses_a_connection_that_was_idle(String kind) throws Exception {
        try (FakeIssuer issuer = FakeIssuer.start(clock);
                SilentProxy proxy = new SilentProxy(issuer.loginUrl().getPort());
                MockBrowser browser = new MockBrowser(
                        issuer,
                        clock,
                        Map.of(
                                "provider.backend.login-url",
                                proxy.through(issuer.loginUrl()).toString(),
                                "provider.backend.refresh-url",
                                proxy.through(issuer.refreshUrl()).toString()))) {
            browser.signIn("alice@example.org", "right");
            int connections = proxy.connections();
            proxy.forgetConnections();
            clock.advance(kind.equals("expired") ? Duration.ofMinutes(6) : IDLE);

            int status = switch (kind) {
                case "sign-in" -> browser.signIn("alice@example.org", "right").getStatus();
                case "refresh" -> browser.call("POST", "/auth/session").getStatus();
                default -> browser.page("/orders").getStatus();
            };

            assertThat(status).isEqualTo(200);
            assertThat(proxy.connections()).isGreaterThan(connections);
            assertThat(issuer.counters().reuses()).isZero();
        }
    }

    @Test
    void no_call_of_an_OpenID_provider_uses_a_connection_that_was_idle() throws Exception {
        try (FakeOpenIdProvider provider = FakeOpenIdProvider.start(clock);
                SilentProxy proxy =
                        new SilentProxy(URI.create(provider.issuer()).getPort())) {
            provider.bendDiscovery(document -> document.replaceAll((name, value) ->
                    name.endsWith("_endpoint") || name.equals("jwks_uri") ? through(proxy, value) : value));
            String discovery = provider.issuer() + "/.well-known/openid-configuration";
            try (OpenIdShop shop = new OpenIdShop(
                    unused -> provider,
                    "provider.idp.discovery-url",
                    proxy.through(URI.create(discovery)).toString())) {
                shop.signIn();
                proxy.forgetConnections();
                advance(shop, Duration.ofMinutes(6));
                assertThat(shop.browser.page("/orders").getStatus()).isEqualTo(200);

                proxy.forgetConnections();
                advance(shop, IDLE);
                assertThat(shop.signIn().getHeader("Location")).isEqualTo("/shop/orders");
            }
        }
    }

    /** The provider and the application have clocks of their own. */
    private void advance(OpenIdShop shop, Duration time) {
        clock.advance(time);
        shop.clock.advance(time);
    }

    private static String through(SilentProxy proxy, Object address) {
        return proxy.through(URI.create(address.toString())).toString();
    }
}
