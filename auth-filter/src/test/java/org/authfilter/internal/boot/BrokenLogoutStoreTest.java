package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.authfilter.internal.boot.MockBrowser.json;

import java.time.Duration;
import java.time.Instant;
import org.authfilter.internal.session.MemoryLogoutStore;
import org.authfilter.spi.LogoutStore;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Without its logout store the application serves no signed-in caller, and no logout gets lost. */
class BrokenLogoutStoreTest {

    private Store store;
    private final OpenIdShop shop = new OpenIdShop(FakeOpenIdProvider::start, this::store);

    private LogoutStore store(MutableClock clock) {
        store = new Store(clock);
        return store;
    }

    @BeforeEach
    void signIn() throws Exception {
        shop.signIn();
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void a_request_with_a_session_gets_503_while_the_store_fails() throws Exception {
        store.isBroken = true;

        for (String path : new String[] {"/orders", "/open/prices", "/auth/session"}) {
            MockHttpServletResponse call = shop.browser.call("GET", path);
            assertThat(call.getStatus()).as(path).isEqualTo(503);
            assertThat(call.getHeader("Retry-After")).isNotNull();
            assertThat(json(call).getString("error")).isEqualTo("TemporarilyUnavailable");
        }

        store.isBroken = false;
        assertThat(shop.browser.call("GET", "/orders").getStatus()).isEqualTo(200);
    }

    @Test
    void a_request_without_a_session_is_served_while_the_store_fails() throws Exception {
        store.isBroken = true;

        assertThat(new MockBrowser(shop.application).call("GET", "/open/prices").getStatus())
                .isEqualTo(200);
    }

    @Test
    void a_logout_token_is_accepted_again_if_its_logout_could_not_be_stored() throws Exception {
        String token = shop.provider.logoutToken("logout+jwt", claims -> {});
        store.isBroken = true;
        assertThat(post(token)).isEqualTo(400);

        store.isBroken = false;
        assertThat(post(token)).isEqualTo(200);
        assertThat(shop.status()).isEqualTo("unauthenticated");
        assertThat(post(token)).isEqualTo(400);
    }

    private int post(String token) throws Exception {
        MockBrowser providersServer = new MockBrowser(shop.application);
        MockHttpServletRequest request = providersServer.request("POST", "/auth/backchannel-logout/idp");
        request.setContentType("application/x-www-form-urlencoded");
        request.addParameter("logout_token", token);
        return providersServer.send(request).getStatus();
    }

    /** Fails on demand; it marks an id as used before it fails to store a logout. */
    private static final class Store implements LogoutStore {

        private final MemoryLogoutStore memory;
        private boolean isBroken;

        Store(MutableClock clock) {
            memory = new MemoryLogoutStore(clock);
        }

        @Override
        public void put(String key, Instant at, Duration keepFor) {
            failIfBroken();
            memory.put(key, at, keepFor);
        }

        @Override
        public Instant find(String key) {
            if (!key.startsWith("token.")) {
                failIfBroken();
            }
            return memory.find(key);
        }

        @Override
        public boolean isFirstUse(String id, Duration keepFor) {
            return memory.isFirstUse(id, keepFor);
        }

        private void failIfBroken() {
            if (isBroken) {
                throw new IllegalStateException("down");
            }
        }
    }
}
