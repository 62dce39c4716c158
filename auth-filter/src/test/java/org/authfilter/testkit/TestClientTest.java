package org.authfilter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestClientTest {

    private static final Map<String, String> ALICE =
            Map.of("email", "alice@example.test", "password", "open \"sesame\"");

    private HttpServer server;
    private URI application;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/shop/auth/signin/backend", TestClientTest::signIn);
        server.createContext("/shop/headers", TestClientTest::headers);
        server.createContext("/shop/away", exchange -> respond(exchange, 303, ""));
        server.start();
        application = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/shop");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void signs_in_with_the_fields_and_keeps_the_session() {
        TestClient client = TestClient.signIn(application, "backend", ALICE);

        assertThat(client.cookie("JSESSIONID")).contains("alice-1");
        assertThat(client.get("/headers").body()).contains("JSESSIONID=").contains("alice-1");
    }

    @Test
    void a_refused_sign_in_fails_the_test_and_prints_no_password() {
        assertThatThrownBy(() -> TestClient.signIn(application, "backend", Map.of("password", "guessed")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Sign-in refused: 401 {\"error\":\"CredentialsSignin\"}");
    }

    @Test
    void a_slash_behind_the_root_of_the_application_does_no_harm() {
        TestClient client = TestClient.signIn(URI.create(application + "/"), "backend", ALICE);

        assertThat(client.get("/headers").statusCode()).isEqualTo(200);
    }

    @Test
    void a_cookie_whose_path_is_encoded_goes_to_that_path() {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "JSESSIONID=bob-1; Path=/gr%C3%BC%C3%9Fe");
            headers(exchange);
        });
        TestClient client = TestClient.anonymous(application.resolve("/gr%C3%BC%C3%9Fe"));

        assertThat(client.get("/headers").body()).doesNotContain("bob-1");
        assertThat(client.get("/headers").body()).contains("bob-1");
        assertThat(client.at(application).get("/headers").body()).doesNotContain("bob-1");
    }

    @Test
    void one_client_knows_nothing_of_the_session_of_another() {
        TestClient.signIn(application, "backend", ALICE);

        assertThat(TestClient.anonymous(application).get("/headers").body()).doesNotContain("JSESSIONID");
    }

    @Test
    void takes_its_session_along_to_another_root() {
        TestClient client = TestClient.signIn(application, "backend", ALICE);

        assertThat(client.at(application.resolve("/shop/")).get("/headers").body())
                .contains("alice-1");
    }

    @Test
    void calls_as_script_of_the_application() {
        assertThat(TestClient.anonymous(application).get("/headers").body())
                .contains("Sec-fetch-mode=[cors]", "Sec-fetch-site=[same-origin]");
    }

    @Test
    void goes_to_a_page_as_a_link_does() {
        assertThat(TestClient.anonymous(application).page("/headers").body())
                .contains("Sec-fetch-mode=[navigate]", "Accept=[text/html");
    }

    @Test
    void follows_no_redirect() {
        assertThat(TestClient.anonymous(application).get("/away").statusCode()).isEqualTo(303);
    }

    @Test
    void signs_in_by_an_OpenID_provider() {
        try (FakeOpenIdProvider provider = FakeOpenIdProvider.start(Clock.systemUTC())) {
            server.createContext(
                    "/shop/auth/signin/idp",
                    exchange -> redirect(
                            exchange,
                            provider.issuer() + "/authorize?state=1&nonce=2&code_challenge=3&redirect_uri="
                                    + URLEncoder.encode(application + "/auth/callback/idp", StandardCharsets.UTF_8)));
            server.createContext("/shop/auth/callback/idp", exchange -> {
                String query = exchange.getRequestURI().getQuery();
                exchange.getResponseHeaders().set("Set-Cookie", "JSESSIONID=alice-2; Path=/shop");
                redirect(exchange, query.contains("proof=1") ? "/shop/" : "/shop/auth/signin?error=OAuthCallback");
            });

            provider.bendAuthorizationResponse(params -> {
                params.clear();
                params.put("proof", "1");
            });
            assertThat(TestClient.signIn(application, "idp", provider).cookie("JSESSIONID"))
                    .contains("alice-2");
            provider.bendAuthorizationResponse(params -> {
                params.clear();
                params.put("proof", "0");
            });
            assertThatThrownBy(() -> TestClient.signIn(application, "idp", provider))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("Sign-in failed: /shop/auth/signin?error=OAuthCallback");
        }
    }

    private static void redirect(HttpExchange exchange, String address) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Location", address);
            exchange.sendResponseHeaders(303, -1);
        }
    }

    private static void signIn(HttpExchange exchange) throws IOException {
        String fields = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean sameOrigin = "same-origin".equals(exchange.getRequestHeaders().getFirst("Sec-Fetch-Site"));
        if (sameOrigin && parsed(fields).equals(ALICE)) {
            exchange.getResponseHeaders().set("Set-Cookie", "JSESSIONID=alice-1; Path=/shop; HttpOnly; SameSite=Lax");
            respond(exchange, 200, "{\"url\":\"/shop\"}");
        } else {
            respond(exchange, 401, "{\"error\":\"CredentialsSignin\"}");
        }
    }

    private static Map<String, Object> parsed(String json) {
        try {
            return JsonUtil.parseJson(json);
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    private static void headers(HttpExchange exchange) throws IOException {
        respond(exchange, 200, exchange.getRequestHeaders().entrySet().toString());
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Location", "/another-page");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
