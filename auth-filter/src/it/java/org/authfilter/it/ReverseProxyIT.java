package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that browsers see at {@code /app} of a proxy: the filter speaks of that address only. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ReverseProxyIT {

    private static final String INNER = "behind-proxy";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final ReverseProxy PROXY = ReverseProxy.start("/app", "/" + INNER);

    private final Browser browser = new Browser(PROXY.origin(), "app");

    @Deployment(testable = false)
    static WebArchive behindProxy() {
        return Wars.signingInAt(ISSUER, INNER, "auth-filter.base-url=" + PROXY.origin() + "/app")
                .addClass(WhoServlet.class);
    }

    @AfterAll
    static void stop() {
        PROXY.close();
        ISSUER.close();
    }

    @Test
    void a_protected_page_redirects_to_the_outer_URL_of_the_sign_in_page() {
        HttpResponse<String> response = browser.page("/who?tab=2");

        assertThat(HttpResponses.header(response, "Location")).startsWith(PROXY.origin() + "/app/auth/signin?");
        HttpResponses.assertSentToSignIn(response, "app", "/who?tab=2", "SessionRequired");
    }

    @Test
    void the_sign_in_page_posts_to_the_outer_URL() {
        assertThat(browser.page("/auth/signin?callbackUrl=%2Fapp%2Fwho").body())
                .contains("action=\"/app/auth/signin/backend\"", "value=\"/app/who\"")
                .doesNotContain(INNER);
    }

    @Test
    void problems_and_providers_have_outer_URLs() {
        assertThat(HttpResponses.json(browser.call("/who"))).containsEntry("signIn", "/app/auth/signin");
        assertThat(browser.call("/auth/providers").body())
                .contains("/app/auth/signin/backend")
                .doesNotContain(INNER);
    }

    @Test
    void a_sign_in_redirects_to_the_outer_callback_url() {
        assertThat(HttpResponses.header(signInAndGoTo("/app/who"), "Location")).isEqualTo(PROXY.origin() + "/app/who");

        assertThat(browser.page("/who").body()).startsWith("remoteUser=alice ");
    }

    @Test
    void a_callback_url_of_the_outer_origin_is_accepted() {
        assertThat(HttpResponses.header(signInAndGoTo(PROXY.origin() + "/app/who"), "Location"))
                .isEqualTo(PROXY.origin() + "/app/who");
    }

    @Test
    void a_callback_url_of_the_inner_path_counts_as_absent() {
        assertThat(HttpResponses.header(signInAndGoTo("/" + INNER + "/who"), "Location"))
                .isEqualTo(PROXY.origin() + "/app/");
    }

    @Test
    void a_callback_url_of_the_inner_origin_counts_as_absent() {
        assertThat(HttpResponses.header(signInAndGoTo(System.getProperty("server.url") + "/app/who"), "Location"))
                .isEqualTo(PROXY.origin() + "/app/");
    }

    @Test
    void the_cookies_have_the_outer_path() {
        browser.signIn("alice@example.org");
        browser.call("/auth/csrf");

        assertThat(browser.cookiePaths())
                .containsOnlyKeys("JSESSIONID", "auth-filter-key", "auth-filter-csrf")
                .allSatisfy((name, path) -> assertThat(path).isIn("/app", "/app/"));
    }

    @Test
    void a_sign_out_redirects_to_the_outer_URL() {
        browser.signIn("alice@example.org");
        assertThat(browser.page("/auth/signout").body()).contains("action=\"/app/auth/signout\"", "value=\"/app/\"");

        assertThat(HttpResponses.header(browser.submit("/auth/signout", Map.of()), "Location"))
                .isEqualTo(PROXY.origin() + "/app/");
        HttpResponses.assertProblem(browser.call("/who"), 401, "SessionRequired");
    }

    @Test
    void the_outer_origin_counts_as_the_same_origin() {
        assertThat(HttpResponses.json(signInFrom(PROXY.origin()))).containsEntry("url", "/app/");
    }

    @Test
    void the_inner_origin_counts_as_another_origin() {
        HttpResponses.assertProblem(signInFrom(System.getProperty("server.url")), 403, "InvalidCsrf");
    }

    @Test
    void forwarding_headers_are_never_read() {
        HttpResponses.assertProblem(signInFrom("https://evil.example:443"), 403, "InvalidCsrf");
    }

    private HttpResponse<String> signInFrom(String origin) {
        return browser.postClaiming(
                URI.create(origin), "/auth/signin/backend", "{\"email\":\"alice@example.org\",\"password\":\"right\"}");
    }

    private HttpResponse<String> signInAndGoTo(String callbackUrl) {
        return browser.submit(
                "/auth/signin/backend",
                Map.of("email", "alice@example.org", "password", "right", "callbackUrl", callbackUrl));
    }
}
