package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.authfilter.it.app.CountedServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that pages of other sites cause: preflights, and unsafe methods that carry the session cookie. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class CrossSiteIT {

    private static final String APP = "crosssite";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        "auth-filter.public-paths=/public/*",
                        "auth-filter.preflight-paths=/open/*",
                        "auth-filter.csrf-exempt-paths=/hooks/*")
                .addClass(CountedServlet.class);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "async", "dispatch", "error", "redirect"})
    void a_preflight_without_a_session_never_reaches_the_application(String how) {
        int before = reached();

        RawRequest.Response response = preflight("/counted/" + how);

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("secret");
        assertThat(response.headers()).noneMatch(header -> header.contains("secret"));
        assertThat(reached()).isEqualTo(before);
    }

    @Test
    void a_preflight_for_one_of_the_preflight_paths_reaches_the_application() {
        int before = reached();

        assertThat(preflight("/open/plain").status()).isEqualTo(200);
        assertThat(reached()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-site", "cross-site", "none, same-site"})
    void a_post_of_another_site_with_the_session_cookie_never_reaches_the_application(String site) {
        int before = reached();

        assertThat(post("/counted/transfer", "Sec-Fetch-Site", site).status()).isEqualTo(403);
        assertThat(reached()).isEqualTo(before);
    }

    @Test
    void a_post_of_a_foreign_origin_never_reaches_the_application() {
        int before = reached();

        assertThat(post("/counted/transfer", "Origin", "https://evil.example").status())
                .isEqualTo(403);
        assertThat(reached()).isEqualTo(before);
    }

    @Test
    void a_post_of_the_same_origin_or_of_no_browser_reaches_the_application() {
        int before = reached();

        assertThat(post("/counted/transfer", "Sec-Fetch-Site", "same-origin").status())
                .isEqualTo(200);
        assertThat(post("/counted/transfer", "X-Client", "curl").status()).isEqualTo(200);
        assertThat(reached()).isEqualTo(before + 2);
    }

    @Test
    void a_post_of_another_site_to_an_exempt_path_reaches_the_application() {
        int before = reached();

        assertThat(post("/hooks/plain", "Sec-Fetch-Site", "cross-site").status())
                .isEqualTo(200);
        assertThat(reached()).isEqualTo(before + 1);
    }

    private static RawRequest.Response preflight(String path) {
        return RawRequest.of("OPTIONS", "/" + APP + path)
                .with("Origin", "https://evil.example")
                .with("Access-Control-Request-Method", "POST")
                .send();
    }

    private static RawRequest.Response post(String path, String header, String value) {
        Browser alice = new Browser(APP);
        alice.signIn("alice@example.org");
        return RawRequest.of("POST", "/" + APP + path)
                .with("Cookie", alice.cookieHeader())
                .with(header, value)
                .body("text/plain", "amount=1")
                .send();
    }

    private static int reached() {
        return Integer.parseInt(new Browser(APP).call("/public/count").body());
    }
}
