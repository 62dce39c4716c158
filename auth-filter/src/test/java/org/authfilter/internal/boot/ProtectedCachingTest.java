package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code cache-protected}: the {@code Cache-Control} of the application's responses. */
class ProtectedCachingTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);

    @AfterEach
    void stop() {
        issuer.close();
    }

    private MockBrowser signedIn(Map<String, String> settings) throws Exception {
        MockBrowser browser = new MockBrowser(issuer, clock, settings);
        browser.signIn("alice@example.org", "r1ght-Pa55word");
        return browser;
    }

    @Test
    void a_protected_response_is_revalidated_each_time_by_default() throws Exception {
        try (MockBrowser browser = signedIn(Map.of())) {
            browser.serve((request, response) -> response.setStatus(304));

            assertThat(browser.page("/orders").getHeaders("Cache-Control")).containsExactly("private, no-cache");
        }
    }

    @Test
    void a_response_on_a_public_path_is_left_alone() throws Exception {
        try (MockBrowser browser = signedIn(Map.of())) {
            assertThat(browser.page("/open/page").getHeaders("Cache-Control")).isEmpty();
        }
    }

    @Test
    void no_store_is_sent_where_it_is_configured() throws Exception {
        try (MockBrowser browser = signedIn(Map.of("cache-protected", "no-store"))) {
            assertThat(browser.page("/orders").getHeaders("Cache-Control")).containsExactly("no-store");
        }
    }

    @Test
    void off_adds_nothing() throws Exception {
        try (MockBrowser browser = signedIn(Map.of("cache-protected", "off"))) {
            assertThat(browser.page("/orders").getHeaders("Cache-Control")).isEmpty();
        }
    }

    @Test
    void a_header_that_the_application_sets_replaces_the_default() throws Exception {
        try (MockBrowser browser = signedIn(Map.of())) {
            browser.serve((request, response) -> response.setHeader("Cache-Control", "max-age=60"));

            assertThat(browser.page("/orders").getHeaders("Cache-Control")).containsExactly("max-age=60");
        }
    }

    @Test
    void a_header_that_the_application_adds_replaces_the_default_as_well() throws Exception {
        try (MockBrowser browser = signedIn(Map.of())) {
            browser.serve((request, response) -> {
                response.addHeader("Cache-Control", "private");
                response.addHeader("Cache-Control", "max-age=60");
            });

            assertThat(browser.page("/orders").getHeaders("Cache-Control")).containsExactly("private", "max-age=60");
        }
    }

    @Test
    void a_response_that_the_application_resets_gets_the_default_again() throws Exception {
        try (MockBrowser browser = signedIn(Map.of())) {
            browser.serve((request, response) -> response.reset());

            assertThat(browser.page("/orders").getHeaders("Cache-Control")).containsExactly("private, no-cache");
        }
    }
}
