package org.authfilter.internal.boot;

import static org.authfilter.internal.boot.MockBrowser.json;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.authfilter.internal.session.MemoryLogoutStore;
import org.authfilter.spi.LogoutStore;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.MutableClock;
import org.springframework.mock.web.MockHttpServletResponse;

/** An application that signs in with a scripted OpenID Provider, and a browser; no server. */
final class OpenIdShop implements AutoCloseable {

    static final String ROOT = "http://localhost";

    final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    final FakeOpenIdProvider provider;
    final Application application;
    final MockBrowser browser;

    OpenIdShop(String... keysAndValues) {
        this(FakeOpenIdProvider::start, keysAndValues);
    }

    OpenIdShop(Function<MutableClock, FakeOpenIdProvider> start, String... keysAndValues) {
        this(start, MemoryLogoutStore::new, keysAndValues);
    }

    /** An application that remembers logouts in a store of its own. */
    OpenIdShop(
            Function<MutableClock, FakeOpenIdProvider> start,
            Function<MutableClock, LogoutStore> store,
            String... keysAndValues) {
        provider = start.apply(clock);
        Map<String, String> said = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            said.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        application = MockBrowser.application(
                clock,
                store.apply(clock),
                said,
                Map.of(
                        "public-paths",
                        "/open/*",
                        "provider.idp.type",
                        "oidc",
                        "provider.idp.issuer",
                        provider.issuer(),
                        "provider.idp.client-id",
                        FakeOpenIdProvider.CLIENT_ID,
                        "provider.idp.client-secret",
                        FakeOpenIdProvider.CLIENT_SECRET));
        browser = new MockBrowser(application);
    }

    /** Starts a sign-in and returns the URL of the redirect to the provider. */
    String start(String query) throws Exception {
        return browser.page("/auth/signin/idp" + query).getHeader("Location");
    }

    /** The whole sign-in of alice. */
    MockHttpServletResponse signIn() throws Exception {
        String location = start("?callbackUrl=%2Fshop%2Forders");
        String address = provider.authorize(location);
        return location.contains("response_mode=form_post") ? postBack(address) : comeBack(address);
    }

    /** Posts the parameters of {@code address} to the callback, as a page of the provider does. */
    MockHttpServletResponse postBack(String address) throws Exception {
        int query = address.indexOf('?');
        String path = address.substring((ROOT + MockBrowser.CONTEXT).length(), query);
        return browser.send(browser.crossSitePost(path, address.substring(query + 1)));
    }

    /** Follows the redirect from the provider to the callback. */
    MockHttpServletResponse comeBack(String address) throws Exception {
        return browser.page(address.substring((ROOT + MockBrowser.CONTEXT).length()));
    }

    String status() throws Exception {
        return json(browser.call("GET", "/auth/session")).getString("status");
    }

    @Override
    public void close() {
        application.close();
        provider.close();
    }
}
