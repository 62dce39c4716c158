package org.authfilter.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import org.authfilter.it.app.BasketServlet;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.Query;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code response-mode=form_post}, and a provider of another site than the application, whose page posts its response. */
@RunAsClient
@InChromium
@ExtendWith(ArquillianExtension.class)
class FormPostIT {

    private static final String APP = "posted";
    private static final FakeOpenIdProvider IDP = FakeOpenIdProvider.start(Clock.systemUTC());
    private static final HttpServer SIGN_IN_PAGE = signInPage();

    @Deployment(testable = false)
    static WebArchive war() {
        IDP.bendDiscovery(document -> document.put(
                "authorization_endpoint",
                "http://localhost:" + SIGN_IN_PAGE.getAddress().getPort() + "/authorize"));
        return Wars.configured(
                        APP,
                        "auth-filter.public-paths=/public/*",
                        "auth-filter.provider.idp.type=oidc",
                        "auth-filter.provider.idp.issuer=" + IDP.issuer(),
                        "auth-filter.provider.idp.client-id=" + FakeOpenIdProvider.CLIENT_ID,
                        "auth-filter.provider.idp.client-auth=client_secret_post",
                        "auth-filter.provider.idp.client-secret=any",
                        "auth-filter.provider.idp.response-mode=form_post")
                .addClasses(WhoServlet.class, BasketServlet.class);
    }

    @AfterAll
    static void stop() {
        SIGN_IN_PAGE.stop(0);
        IDP.close();
    }

    @Test
    void a_posted_response_reaches_its_page_and_keeps_the_session_of_the_anonymous_caller() {
        try (Chromium browser = new Chromium()) {
            browser.open("/posted/public/basket");
            browser.open("/posted/who?page=2");

            browser.click("#allow");

            browser.awaitAddress("/posted/who?page=2");
            assertThat(browser.text("body")).contains("remoteUser=alice");
            browser.open("/posted/public/basket");
            assertThat(browser.text("body")).isEqualTo("basket=an apple");
        }
    }

    @Test
    void a_posted_response_of_a_browser_without_a_session_signs_in() {
        try (Chromium browser = new Chromium()) {
            browser.open("/posted/who");

            browser.click("#allow");

            browser.awaitAddress("/posted/who");
            assertThat(browser.text("body")).contains("remoteUser=alice");
        }
    }

    /** At {@code localhost}, which is another site than {@code 127.0.0.1}. */
    private static HttpServer signInPage() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/authorize", FormPostIT::showForm);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void showForm(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            assertThat(Query.of(asked.toString())).containsEntry("response_mode", "form_post");
            String response = IDP.authorize("http://localhost" + asked);
            StringBuilder page = new StringBuilder(
                            "<!DOCTYPE html><title>Sign in</title><form method=\"post\" action=\"")
                    .append(response, 0, response.indexOf('?'))
                    .append("\">");
            for (Map.Entry<String, String> param : Query.of(response).entrySet()) {
                page.append("<input type=\"hidden\" name=\"")
                        .append(param.getKey())
                        .append("\" value=\"")
                        .append(param.getValue())
                        .append("\">");
            }
            byte[] bytes = page.append("<button id=\"allow\">Allow</button></form>")
                    .toString()
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
