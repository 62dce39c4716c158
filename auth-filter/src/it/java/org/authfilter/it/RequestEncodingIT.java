package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.authfilter.it.old.FormServlet;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A WAR whose {@code <request-character-encoding>} is Latin-1: its own forms are read so, ours are UTF-8. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class RequestEncodingIT {

    private static final String APP = "encoding";
    private static final String NAME = "Jürgen";
    private static final String PASSWORD = "pässwörd + 100% €🔑";
    private static final Queue<Map<String, Object>> RECEIVED = new ConcurrentLinkedQueue<>();
    private static final HttpServer BACKEND = backend();

    private final Browser browser = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive latin() {
        return Wars.configured(
                        APP,
                        "auth-filter.provider.backend.type=credentials",
                        "auth-filter.provider.backend.login-url=http://127.0.0.1:"
                                + BACKEND.getAddress().getPort() + "/login")
                .addClass(FormServlet.class)
                .setWebXML(Wars.webXml(
                        "",
                        "<servlet><servlet-name>form</servlet-name><servlet-class>" + FormServlet.class.getName()
                                + "</servlet-class></servlet>",
                        "<servlet-mapping><servlet-name>form</servlet-name>"
                                + "<url-pattern>/form</url-pattern></servlet-mapping>",
                        "<request-character-encoding>ISO-8859-1</request-character-encoding>"));
    }

    @AfterAll
    static void stop() {
        BACKEND.stop(0);
    }

    @Test
    void the_sign_in_form_is_read_as_UTF_8() {
        HttpResponses.assertSentTo(browser.signIn(NAME, PASSWORD, "/form"), APP, "/form");

        assertThat(RECEIVED.poll()).isEqualTo(Map.of("email", NAME, "password", PASSWORD));
    }

    @Test
    void the_sign_in_by_script_is_read_as_UTF_8() {
        browser.post("/auth/signin/backend", JsonUtil.toJson(Map.of("email", NAME, "password", PASSWORD)));

        assertThat(RECEIVED.poll()).isEqualTo(Map.of("email", NAME, "password", PASSWORD));
    }

    @Test
    void a_login_field_of_the_query_is_read_as_UTF_8() {
        assertThat(browser.page("/auth/signin?email=J%C3%BCrgen").body()).contains("value=\"Jürgen\"");
    }

    @Test
    void the_callback_url_of_the_sign_out_keeps_its_letters() {
        browser.signIn(NAME, PASSWORD, "/form");
        RECEIVED.clear();

        HttpResponse<String> response = browser.submit("/auth/signout", Map.of("callbackUrl", "/encoding/Bücher"));

        assertThat(HttpResponses.header(response, "Location")).endsWith("/encoding/B%C3%BCcher");
    }

    @Test
    void a_form_with_a_broken_percent_sign_is_refused() {
        HttpResponse<String> response = browser.upload(
                "/auth/signin/backend",
                "application/x-www-form-urlencoded",
                "email=%zz&password=x".getBytes(StandardCharsets.UTF_8));

        HttpResponses.assertProblem(response, 400, "CredentialsSignin");
    }

    @Test
    void forms_of_the_application_are_read_in_its_own_encoding() {
        browser.signIn(NAME, PASSWORD, "/form");
        RECEIVED.clear();

        assertThat(browser.submit("/form", Map.of("name", NAME), StandardCharsets.ISO_8859_1)
                        .body())
                .isEqualTo("Hello Jürgen");
    }

    private static HttpServer backend() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            server.createContext("/login", RequestEncodingIT::signIn);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void signIn(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            RECEIVED.add(JsonUtil.parseJson(body));
            byte[] response = "{\"accessToken\":\"token\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, response.length);
            exchange.getResponseBody().write(response);
        } catch (JoseException e) {
            throw new IOException(e);
        }
    }
}
