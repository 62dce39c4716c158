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
import org.authfilter.it.app.BasketServlet;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session cookie with SameSite=Strict, and a provider whose sign-in page is of another site than the application. */
@RunAsClient
@InChromium
@ExtendWith(ArquillianExtension.class)
class StrictCookieIT {

    private static final String APP = "strict";
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
                        "auth-filter.provider.idp.client-secret=any")
                .setWebXML(Wars.webXml("", """
                        <session-config><cookie-config><attribute><attribute-name>SameSite</attribute-name>
                        <attribute-value>Strict</attribute-value></attribute></cookie-config></session-config>
                        """))
                .addClasses(WhoServlet.class, BasketServlet.class);
    }

    @AfterAll
    static void stop() {
        SIGN_IN_PAGE.stop(0);
        IDP.close();
    }

    @Test
    void a_sign_in_reaches_its_page_and_keeps_the_session_of_the_anonymous_caller() {
        try (Chromium browser = new Chromium()) {
            browser.open("/strict/public/basket");
            assertThat(browser.text("body")).isEqualTo("basket=null");
            browser.open("/strict/who?page=2");

            browser.click("#allow");

            browser.awaitAddress("/strict/who?page=2");
            assertThat(browser.text("body")).contains("remoteUser=alice");
            browser.open("/strict/public/basket");
            assertThat(browser.text("body")).isEqualTo("basket=an apple");
        }
    }

    /** At {@code localhost}, which is another site than {@code 127.0.0.1}: a page with a link back to the application. */
    private static HttpServer signInPage() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/authorize", StrictCookieIT::showLink);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void showLink(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            String link = IDP.authorize("http://localhost" + asked).replace("&", "&amp;");
            byte[] page = ("<!DOCTYPE html><title>Sign in</title><a id=\"allow\" href=\"" + link + "\">Allow</a>")
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }
}
